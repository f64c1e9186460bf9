<?php
/**
 * Embeds that wait: what comes from a listed host stands in a `<template>`, whose content nothing on the page loads or reads,
 * until the loader puts it into the page.
 *
 * Looked at are what WordPress makes of an address (blocks, `[embed]`, plain addresses) and frames, players and scripts in
 * blocks, content and widgets. What a theme prints outside of these is not caught.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

/** A start tag, as far as regular expressions go; what they miss is found afterwards. */
const TAG_REST = '\b(?:[^>"\']|"[^"]*"|\'[^\']*\')*+>';

/** Comments, text that only looks like markup and what stands in a template are passed over. */
const EMBEDDED = '~<!--(?:-?>|.*?--!?>)(*SKIP)(*FAIL)'
	. '|<(style|textarea|title|xmp|template|script)' . TAG_REST . '.*?</\1[^>]*>(*SKIP)(*FAIL)'
	. '|<(iframe|object)' . TAG_REST . '.*?</\2[^>]*>'
	. '|<embed' . TAG_REST . '~is';

/** Elements that load something, and the attributes they load it by. */
const LOADING = array(
	'IFRAME' => array( 'src', 'data-src', 'data-lazy-src' ),
	'OBJECT' => array( 'data' ),
	'EMBED'  => array( 'src' ),
	'SCRIPT' => array( 'src' ),
	'IMG'    => array( 'src', 'data-src' ),
	'VIDEO'  => array( 'src' ),
	'AUDIO'  => array( 'src' ),
	'SOURCE' => array( 'src' ),
);

/**
 * What an address waits for, or nothing if its host is not listed.
 *
 * @param string $address As a browser would read it in an attribute, after its references to characters.
 */
function condition_for( string $address ): string {
	// A browser drops these, and reads a backslash as a slash.
	$address = str_replace( '\\', '/', (string) preg_replace( '/[\t\r\n]+|^[\x00-\x20]+/', '', $address ) );
	if ( 1 !== preg_match( '~^(?:https?:/*|//+)(?:[^/?#@]*@)?([^/?#:@]+)(?::\d*)?(/[^?#]*)?~i', $address, $found ) ) {
		return '';
	}
	$host = rtrim( strtolower( rawurldecode( $found[1] ) ), '.' );
	$path = rawurldecode( $found[2] ?? '/' );
	foreach ( settings()['hosts'] as $place => $condition ) {
		list( $listed, $start ) = explode( '/', $place . '/', 2 );
		$is_host                = 0 === strpos( $listed, '*.' ) ? substr( '.' . $host, -strlen( $listed ) + 1 ) === substr( $listed, 1 ) : $host === $listed;
		if ( $is_host && 0 === strpos( $path . '/', '/' . $start ) ) {
			return $condition;
		}
	}
	return '';
}

/**
 * What an element waits for, by all it would load.
 *
 * @param \WP_HTML_Tag_Processor $tags At the element's start tag.
 */
function condition_at( \WP_HTML_Tag_Processor $tags ): string {
	foreach ( LOADING[ $tags->get_tag() ] ?? array() as $name ) {
		$address   = $tags->get_attribute( $name );
		$condition = is_string( $address ) ? condition_for( $address ) : '';
		if ( '' !== $condition ) {
			return $condition;
		}
	}
	return '';
}

/**
 * Markup in a template.
 *
 * @param string $html      The markup.
 * @param string $condition The category or service it waits for.
 * @param string $link      Where it can be opened; empty if that is what it loads, and then the markup has the size it says.
 */
function in_template( string $html, string $condition, string $link = '' ): string {
	// The end of another template would end ours.
	if ( '' === $html || false !== stripos( $html, '</template' ) ) {
		return $html;
	}
	$tags       = new \WP_HTML_Tag_Processor( $html );
	$attributes = array( 'consent' => $condition );
	$sizes      = '' === $link ? array( 'width', 'height' ) : array( 'height' );
	$title      = '';
	while ( $tags->next_tag() ) {
		if ( ! isset( LOADING[ $tags->get_tag() ] ) || 'SCRIPT' === $tags->get_tag() ) {
			continue;
		}
		// Plugins that load frames lazily change the page's text, templates and all.
		$tags->set_attribute( 'data-no-lazy', '1' );
		$tags->set_attribute( 'data-skip-lazy', '' );
		$named = $tags->get_attribute( 'title' );
		$src   = $tags->get_attribute( 'src' );
		if ( '' === $title && is_string( $named ) ) {
			$title = $named;
		}
		if ( '' === $link && is_string( $src ) ) {
			$link = $src;
		}
		foreach ( $sizes as $size ) {
			$said = $tags->get_attribute( $size );
			if ( ! isset( $attributes[ $size ] ) && is_string( $said ) && 1 === preg_match( '/^\s*(\d{2,4})(?:px)?\s*$/D', $said, $pixels ) ) {
				$attributes[ $size ] = $pixels[1];
			}
		}
	}
	$attributes['title'] = trim( $title );
	// What a browser would run is no link.
	$attributes['link'] = esc_url_raw( trim( $link ), array( 'http', 'https' ) );
	$said               = '';
	foreach ( array_filter( $attributes, 'strlen' ) as $name => $value ) {
		$said .= sprintf( ' data-%s="%s"', $name, esc_attr( $value ) );
	}
	// An excerpt keeps nothing but words, and these are for a page.
	$open = '' === $attributes['link'] || doing_filter( 'get_the_excerpt' ) ? '' : sprintf(
		'<noscript><a href="%s" rel="noreferrer">%s</a></noscript>',
		esc_url( $attributes['link'] ),
		esc_html( '' === $attributes['title'] ? $attributes['link'] : $attributes['title'] )
	);
	return '<template' . $said . '>' . $tags->get_updated_html() . '</template>' . $open;
}

/**
 * Everything WordPress made of one address.
 *
 * @param string $html    The markup.
 * @param string $address What was embedded.
 */
function hold_embed( string $html, string $address ): string {
	$condition = condition_for( $address );
	$tags      = new \WP_HTML_Tag_Processor( $html );
	while ( '' === $condition && $tags->next_tag() ) {
		$condition = condition_at( $tags );
	}
	return '' === $condition ? $html : hold_rest( in_template( $html, $condition, $address ) );
}

/**
 * Frames, players and scripts of listed hosts in a piece of a page.
 *
 * @param string $html The markup.
 */
function hold_content( string $html ): string {
	if ( 1 !== preg_match( '/<(?:iframe|object|embed|script)\b/i', $html ) ) {
		return $html;
	}
	$held = preg_replace_callback(
		EMBEDDED,
		function ( array $found ): string {
			$tags = new \WP_HTML_Tag_Processor( $found[0] );
			while ( $tags->next_tag() ) {
				$condition = condition_at( $tags );
				if ( '' !== $condition ) {
					return in_template( $found[0], $condition );
				}
			}
			return $found[0];
		},
		$html
	);
	return hold_rest( is_string( $held ) ? $held : $html );
}

/**
 * What is left outside templates, element by element: scripts, and markup that the expressions above cannot read.
 *
 * @param string $html The markup.
 */
function hold_rest( string $html ): string {
	$tags  = new \WP_HTML_Tag_Processor( $html );
	$depth = 0;
	while ( $tags->next_tag( array( 'tag_closers' => 'visit' ) ) ) {
		$tag = $tags->get_tag();
		if ( 'TEMPLATE' === $tag ) {
			$depth = max( 0, $depth + ( $tags->is_tag_closer() ? -1 : 1 ) );
		}
		if ( $depth || $tags->is_tag_closer() || ! in_array( $tag, array( 'IFRAME', 'OBJECT', 'EMBED', 'SCRIPT' ), true ) || null !== $tags->get_attribute( 'data-consent' ) ) {
			continue;
		}
		$condition = condition_at( $tags );
		if ( '' === $condition ) {
			continue;
		}
		$tags->set_attribute( 'data-consent', $condition );
		if ( 'SCRIPT' === $tag ) {
			$type = $tags->get_attribute( 'type' );
			if ( is_string( $type ) && 'module' === strtolower( trim( $type ) ) ) {
				$tags->set_attribute( 'data-type', 'module' );
			}
			$tags->set_attribute( 'type', 'text/plain' );
			continue;
		}
		$name    = LOADING[ $tag ][0];
		$address = $tags->get_attribute( $name );
		if ( is_string( $address ) ) {
			$tags->set_attribute( 'data-' . $name, esc_url_raw( $address ) );
			$tags->remove_attribute( $name );
		}
	}
	return $tags->get_updated_html();
}

/**
 * For filters that hand over an embed and its address.
 *
 * @param mixed $html    The markup.
 * @param mixed $address What was embedded.
 * @return mixed
 */
function filter_embed( $html, $address = '' ) {
	return is_string( $html ) && is_string( $address ) && is_for_visitor() ? hold_embed( $html, $address ) : $html;
}

/**
 * For filters that hand over a piece of a page.
 *
 * @param mixed $html The markup.
 * @return mixed
 */
function filter_content( $html ) {
	return is_string( $html ) && is_for_visitor() ? hold_content( $html ) : $html;
}

// An embed block keeps a video's proportion by an empty box in front of it; what stands in the video's place has a height of its own.
add_action(
	'wp_enqueue_scripts',
	function () {
		if ( ! is_for_visitor() ) {
			return;
		}
		wp_register_style( 'forthright', false, array(), VERSION );
		wp_enqueue_style( 'forthright' );
		wp_add_inline_style(
			'forthright',
			'.wp-block-embed__wrapper:has(>template[data-consent]):not(:has(>template~:not(noscript)))::before{display:none!important}'
			. '.forthright-links{padding:1rem;text-align:center}'
		);
	}
);

add_filter( 'embed_oembed_html', __NAMESPACE__ . '\filter_embed', PHP_INT_MAX, 2 );
add_filter( 'embed_handler_html', __NAMESPACE__ . '\filter_embed', PHP_INT_MAX, 2 );
foreach ( array( 'render_block', 'the_content', 'widget_text', 'widget_text_content', 'widget_custom_html_content', 'widget_block_content' ) as $piece ) {
	add_filter( $piece, __NAMESPACE__ . '\filter_content', PHP_INT_MAX );
}
