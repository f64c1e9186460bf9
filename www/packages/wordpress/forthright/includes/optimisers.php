<?php
/**
 * Plugins that combine, delay or move scripts leave the loader alone: late, or from another address, it holds nothing back.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

/** Filters of a list that a part of the script's address is added to. */
const EXCLUSIONS = array(
	// WP Rocket.
	'rocket_delay_js_exclusions',
	'rocket_exclude_defer_js',
	// LiteSpeed Cache.
	'litespeed_optimize_js_excludes',
	'litespeed_optm_js_defer_exc',
	'litespeed_optm_gm_js_exc',
	// SiteGround Optimizer.
	'sgo_javascript_combine_excluded_external_paths',
	// Perfmatters.
	'perfmatters_delay_js_exclusions',
	'perfmatters_defer_js_exclusions',
	// WP-Optimize.
	'wp-optimize-minify-default-exclusions',
);

foreach ( EXCLUSIONS as $exclusion ) {
	add_filter(
		$exclusion,
		function ( $list ) {
			return is_ready() && is_array( $list ) ? array_merge( $list, array( loader_place() ) ) : $list;
		}
	);
}

/**
 * The loader's address without its scheme, as these plugins compare it.
 */
function loader_place(): string {
	return (string) preg_replace( '~^https?://~', '', desk( '/embed.js' ) );
}

// WP Rocket takes hosts here.
add_filter(
	'rocket_minify_excluded_external_js',
	function ( $hosts ) {
		return is_ready() && is_array( $hosts ) ? array_merge( $hosts, array( (string) wp_parse_url( desk( '' ), PHP_URL_HOST ) ) ) : $hosts;
	}
);

// Autoptimize has a text with commas, or an array of flags by address.
add_filter(
	'autoptimize_filter_js_exclude',
	function ( $list ) {
		if ( ! is_ready() ) {
			return $list;
		}
		if ( is_array( $list ) ) {
			$list[ loader_place() ] = '';
			return $list;
		}
		return trim( $list . ', ' . loader_place(), ', ' );
	}
);

// W3 Total Cache asks of each tag.
add_filter(
	'w3tc_minify_js_do_tag_minification',
	function ( $is_minified, $tag ) {
		return is_ready() && is_string( $tag ) && false !== strpos( $tag, loader_place() ) ? false : $is_minified;
	},
	10,
	2
);
