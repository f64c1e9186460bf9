<?php
/**
 * Scripts that wait: those the settings name, and every script that depends on one of them, because it would fail without.
 *
 * What a plugin prints without `wp_enqueue_script` is not caught.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

/**
 * What a script waits for: what it is listed with, and what it depends on. Nothing if it does not wait.
 *
 * @param string              $handle The script's handle.
 * @param array<string, true> $seen   Those on the way here: nothing keeps a plugin from depending on itself.
 * @return string[]
 */
function conditions_of( string $handle, array $seen = array() ): array {
	$scripts = settings()['scripts'];
	if ( ! $scripts || isset( $seen[ $handle ] ) || 0 === strpos( $handle, 'forthright' ) ) {
		return array();
	}
	$seen[ $handle ] = true;
	$conditions      = isset( $scripts[ $handle ] ) ? array( $scripts[ $handle ] ) : array();
	$registered      = wp_scripts()->query( $handle, 'registered' );
	foreach ( is_object( $registered ) ? $registered->deps : array() as $needed ) {
		$conditions = array_merge( $conditions, conditions_of( (string) $needed, $seen ) );
	}
	return array_values( array_unique( $conditions ) );
}

/**
 * The same markup with every script in it waiting.
 *
 * @param string   $html       Script elements.
 * @param string[] $conditions What they wait for, all of it.
 */
function hold_scripts( string $html, array $conditions ): string {
	$tags = new \WP_HTML_Tag_Processor( $html );
	while ( $tags->next_tag( 'script' ) ) {
		$type = $tags->get_attribute( 'type' );
		if ( null !== $tags->get_attribute( 'data-consent' ) || ( is_string( $type ) && ! is_code( $type ) ) ) {
			continue;
		}
		if ( is_string( $type ) && 'module' === strtolower( trim( $type ) ) ) {
			$tags->set_attribute( 'data-type', 'module' );
		}
		$tags->set_attribute( 'type', 'text/plain' );
		$tags->set_attribute( 'data-consent', implode( ' and ', $conditions ) );
	}
	return $tags->get_updated_html();
}

/**
 * Whether a browser runs a script of this type. Data and import maps do nothing by themselves.
 *
 * @param string $type The attribute.
 */
function is_code( string $type ): bool {
	return 1 === preg_match( '~^\s*(?:module|(?:text|application)/(?:x-)?(?:java|ecma)script\b.*)?\s*$~iD', $type );
}

// The tag holds the handle's inline scripts as well: all of them wait, in their order.
add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		if ( ! is_string( $tag ) || ! is_for_visitor() ) {
			return $tag;
		}
		$conditions = conditions_of( (string) $handle );
		return $conditions ? hold_scripts( $tag, $conditions ) : $tag;
	},
	PHP_INT_MAX,
	2
);

// Script modules (WordPress 6.5) have no filter of their own; their element's id says which one it is.
add_filter(
	'wp_script_attributes',
	function ( $attributes ) {
		$id = is_array( $attributes ) && 'module' === ( $attributes['type'] ?? '' ) ? (string) ( $attributes['id'] ?? '' ) : '';
		if ( '-js-module' !== substr( $id, -10 ) || ! is_for_visitor() ) {
			return $attributes;
		}
		$condition = settings()['scripts'][ substr( $id, 0, -10 ) ] ?? '';
		if ( '' === $condition ) {
			return $attributes;
		}
		return array(
			'type'         => 'text/plain',
			'data-type'    => 'module',
			'data-consent' => $condition,
		) + $attributes;
	},
	PHP_INT_MAX
);
