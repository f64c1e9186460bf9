<?php
/**
 * The loader's tag, first among the scripts in the head, and the links that everybody needs in the footer.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

/** The id of the loader's script element. */
const LOADER_ID = 'forthright-js';

/**
 * The attributes of the loader's tag. WordPress escapes them, and gives them to `wp_script_attributes`: a website that puts
 * a nonce on its scripts puts it on this one, too.
 *
 * @return array<string, string|bool>
 */
function loader_attributes(): array {
	$settings   = settings();
	$attributes = array(
		'id'               => LOADER_ID,
		'src'              => desk( '/embed.js' ),
		'async'            => true,
		'data-site'        => $settings['site'],
		'data-lang'        => 'auto' === $settings['language'] ? get_bloginfo( 'language' ) : $settings['language'],
		// Said by the tag itself, for what works on the finished page: Cloudflare, LiteSpeed, Autoptimize, WP Rocket, Jetpack Boost.
		'data-cfasync'     => 'false',
		'data-no-optimize' => '1',
		'data-no-defer'    => '1',
		'data-no-minify'   => '1',
		'data-nowprocket'  => '1',
		'data-jetpack-boost' => 'ignore',
	);
	if ( 'auto' !== $settings['theme'] ) {
		$attributes['data-theme'] = $settings['theme'];
	}
	if ( 'bottom' !== $settings['position'] ) {
		$attributes['data-position'] = $settings['position'];
	}
	if ( is_customize_preview() ) {
		// Nobody is asked while the design is changed.
		$attributes['data-banner'] = 'none';
	}
	/**
	 * Filters the attributes of the loader's tag.
	 *
	 * @param array<string, string|bool> $attributes Name and value.
	 */
	return (array) apply_filters( 'forthright_loader_attributes', $attributes );
}

/**
 * The two links: one opens the preference centre, one withdraws consent in one press; without JavaScript both lead to our page.
 */
function links(): string {
	$link = '<a href="%s" data-forthright="%s">%s</a>';
	return sprintf( $link, esc_url( cookies_page() ), 'preferences', esc_html__( 'Cookie choices', 'forthright' ) )
		. ' ' . sprintf( $link, esc_url( cookies_page() ), 'withdraw', esc_html__( 'Withdraw consent', 'forthright' ) );
}

add_action(
	'wp_head',
	function () {
		if ( is_for_visitor() ) {
			wp_print_script_tag( loader_attributes() );
		}
	},
	PHP_INT_MIN
);

add_action(
	'wp_footer',
	function () {
		if ( ! is_for_visitor() ) {
			return;
		}
		if ( settings()['footer_links'] ) {
			// Made of escaped parts.
			echo '<p class="forthright-links">' . links() . "</p>\n"; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped
		}
		printf(
			'<noscript><p>%s <a href="%s">%s</a></p></noscript>' . "\n",
			esc_html__( 'JavaScript is off, so videos and anything else that needs your consent stay off as well.', 'forthright' ),
			esc_url( cookies_page() ),
			esc_html__( 'About cookies on this website', 'forthright' )
		);
	}
);
