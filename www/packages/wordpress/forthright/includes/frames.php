<?php
/**
 * Forms and pages of the privacy desk in a page: the shortcode `[forthright]` and the block `forthright/frame`.
 *
 * Printed is an element with a link in it. The loader puts a frame of the desk's own origin in its place; where it cannot,
 * the link stays. Nothing that is typed into a form passes through WordPress.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

/** What can be shown. */
const KINDS = array( 'form', 'check', 'notices', 'deadlines', 'track', 'rights', 'links' );

/**
 * What a link to it says.
 *
 * @param string $kind One of KINDS.
 * @param string $form The form's id.
 */
function name_of( string $kind, string $form ): string {
	if ( 'form' === $kind ) {
		$forms = array(
			'subject-access'     => __( 'Ask what we hold about you', 'forthright' ),
			'rectification'      => __( 'Have something corrected', 'forthright' ),
			'erasure'            => __( 'Have something deleted', 'forthright' ),
			'restriction'        => __( 'Limit how we use your information', 'forthright' ),
			'portability'        => __( 'Take your information with you', 'forthright' ),
			'objection'          => __( 'Object to how we use your information', 'forthright' ),
			'automated-decision' => __( 'Ask for a person to review a computer’s decision', 'forthright' ),
			'withdraw-consent'   => __( 'Change your mind about consent', 'forthright' ),
			'complaint'          => __( 'Complain about data protection', 'forthright' ),
			'incident'           => __( 'Report a data protection incident', 'forthright' ),
			'cctv'               => __( 'Ask for CCTV footage of you', 'forthright' ),
		);
		return $forms[ $form ] ?? __( 'Open the form', 'forthright' );
	}
	$pages = array(
		'check'     => __( 'Check a photo of a document', 'forthright' ),
		'notices'   => __( 'What we hold about you', 'forthright' ),
		'deadlines' => __( 'Work out when a reply is due', 'forthright' ),
		'track'     => __( 'Track your request', 'forthright' ),
		'rights'    => __( 'Your rights', 'forthright' ),
	);
	return $pages[ $kind ] ?? '';
}

/**
 * The element, escaped; or, to somebody who can edit, what is wrong with it.
 *
 * @param mixed $given Attributes of the shortcode or the block.
 */
function frame( $given ): string {
	$given = is_array( $given ) ? $given : array();
	$value = function ( string $name ) use ( $given ): string {
		return is_scalar( $given[ $name ] ?? null ) ? trim( (string) $given[ $name ] ) : '';
	};
	list( $kind, $form, $audience ) = array( $value( 'kind' ), $value( 'form' ), $value( 'audience' ) );
	if ( ! is_ready() ) {
		return complaint( __( 'Settings → Cookie choices is not filled in yet.', 'forthright' ) );
	}
	if ( ! in_array( $kind, KINDS, true ) ) {
		/* translators: %s: list of words */
		return complaint( sprintf( __( 'The kind has to be one of %s.', 'forthright' ), implode( ', ', KINDS ) ) );
	}
	if ( 'links' === $kind ) {
		return '<p class="forthright-links">' . links() . '</p>';
	}
	if ( 'form' === $kind && ! is_id( $form ) ) {
		return complaint( __( 'A form is named by its id, for example subject-access.', 'forthright' ) );
	}
	if ( 'notices' === $kind && '' !== $audience && ! is_id( $audience ) ) {
		return complaint( __( 'An audience is named by its id, for example students.', 'forthright' ) );
	}
	$attributes = array( 'forthright' => $kind );
	$path       = '/' . $kind;
	if ( 'form' === $kind ) {
		$attributes['form'] = $form;
		$path               = '/forms/' . $form;
	} elseif ( 'notices' === $kind && '' !== $audience ) {
		$attributes['audience'] = $audience;
		$path                   = '/notices/' . $audience;
	}
	$title = sanitize_text_field( $value( 'title' ) );
	if ( '' !== $title ) {
		$attributes['title'] = $title;
	}
	$said = '';
	foreach ( $attributes as $name => $text ) {
		$said .= sprintf( ' data-%s="%s"', $name, esc_attr( $text ) );
	}
	return sprintf( '<div%s><a href="%s">%s</a></div>', $said, esc_url( desk( $path ) ), esc_html( '' === $title ? name_of( $kind, $form ) : $title ) );
}

/**
 * A word to whoever can mend it; visitors see nothing.
 *
 * @param string $text What is wrong.
 */
function complaint( string $text ): string {
	return current_user_can( 'edit_posts' ) ? '<p><strong>Forthright:</strong> ' . esc_html( $text ) . '</p>' : '';
}

add_shortcode( 'forthright', __NAMESPACE__ . '\frame' );

add_action(
	'init',
	function () {
		wp_register_script(
			'forthright-frame-block',
			plugins_url( 'assets/frame-block.js', FILE ),
			array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
			VERSION,
			true
		);
		wp_set_script_translations( 'forthright-frame-block', 'forthright', dirname( FILE ) . '/languages' );
		register_block_type(
			dirname( FILE ) . '/blocks/frame',
			array(
				'render_callback' => function ( $attributes ): string {
					$html = frame( $attributes );
					return '' === $html ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $html );
				},
			)
		);
	}
);
