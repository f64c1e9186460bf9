<?php
/**
 * Tells other plugins about the visitor's choice by way of WP Consent API, where it is installed.
 *
 * The browser's side is assets/wp-consent-api.js. WordPress has no category for media: what is granted for media is granted
 * to nobody else, and a plugin that asks for marketing is told about marketing alone.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

add_filter( 'wp_consent_api_registered_' . plugin_basename( FILE ), '__return_true' );

// Without this every plugin that asks on the server is told yes.
add_filter(
	'wp_get_consent_type',
	function ( $type ) {
		return is_ready() ? 'optin' : $type;
	}
);

// What a website needs to work waits for no choice.
add_filter(
	'wp_has_consent',
	function ( $has, $category ) {
		return is_ready() && 'functional' === $category ? true : $has;
	},
	10,
	2
);

add_action(
	'wp_enqueue_scripts',
	function () {
		if ( is_for_visitor() && function_exists( 'wp_has_consent' ) ) {
			wp_enqueue_script( 'forthright-wp-consent-api', plugins_url( 'assets/wp-consent-api.js', FILE ), array( 'wp-consent-api' ), VERSION, true );
		}
	},
	PHP_INT_MAX
);

// Their list of cookies, for whoever prints it.
add_action(
	'init',
	function () {
		if ( is_ready() && function_exists( 'wp_add_cookie_info' ) ) {
			wp_add_cookie_info(
				'forthright_consent',
				__( 'Cookie choices', 'forthright' ),
				'functional',
				__( '6 months', 'forthright' ),
				__( 'Your choice and when you made it', 'forthright' )
			);
		}
	}
);
