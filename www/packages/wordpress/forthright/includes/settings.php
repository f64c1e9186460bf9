<?php
/**
 * The settings: what they are, how they are read, and what may be saved.
 *
 * Whatever is stored is looked at again when it is read: another plugin, an import or a command may have written it.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

const OPTION    = 'forthright';
const THEMES    = array( 'auto', 'light', 'dark' );
const POSITIONS = array( 'bottom', 'top', 'centre' );

/**
 * What holds until somebody says otherwise. The hosts are those whose embeds WordPress itself knows how to make and that
 * store something, and Google Maps.
 *
 * @return array<string, mixed>
 */
function defaults(): array {
	$hosts = array(
		'www.youtube.com',
		'youtube.com',
		'youtu.be',
		'www.youtube-nocookie.com',
		'player.vimeo.com',
		'vimeo.com',
		'www.dailymotion.com',
		'geo.dailymotion.com',
		'open.spotify.com',
		'w.soundcloud.com',
		'platform.twitter.com',
		'www.tiktok.com',
		'www.google.com/maps',
		'maps.google.com',
	);
	return array(
		'origin'       => '',
		'site'         => '',
		'theme'        => 'auto',
		'position'     => 'bottom',
		'language'     => 'auto',
		'scripts'      => array(),
		'hosts'        => array_fill_keys( $hosts, 'media' ),
		'footer_links' => true,
	);
}

/**
 * The settings as they hold, each of its kind.
 *
 * @return array{origin: string, site: string, theme: string, position: string, language: string, scripts: array<string, string>, hosts: array<string, string>, footer_links: bool}
 */
function settings(): array {
	static $stored, $clean;
	$now = get_option( OPTION, array() );
	if ( null === $clean || $now !== $stored ) {
		$stored = $now;
		$clean  = clean( is_array( $now ) ? $now : array() );
	}
	return $clean;
}

/**
 * Whether there is something to load. Until then the plugin changes nothing.
 */
function is_ready(): bool {
	$settings = settings();
	return '' !== $settings['origin'] && '' !== $settings['site'];
}

/**
 * Whether this page is for a visitor and can have our script. AMP allows none of a website's own.
 */
function is_for_visitor(): bool {
	if ( ! is_ready() || is_feed() || ( function_exists( 'amp_is_request' ) && amp_is_request() ) ) {
		return false;
	}
	// A theme loads more entries by way of the administration; the editor looks at its embeds the same way.
	return ! is_admin() || ( wp_doing_ajax() && ! doing_action( 'wp_ajax_parse-embed' ) && ! doing_action( 'wp_ajax_parse-media-shortcode' ) );
}

/**
 * The address of a page of the privacy desk. Not escaped.
 *
 * @param string $path Begins with a slash.
 */
function desk( string $path ): string {
	return settings()['origin'] . $path;
}

/**
 * The address of the page about this website's cookies, where a choice can be made without JavaScript. Not escaped.
 */
function cookies_page(): string {
	return desk( '/cookies#' . settings()['site'] );
}

/**
 * The origin in an address, or nothing if it is none that we load a script from: https, a host's name, nothing behind it.
 *
 * @param string $text What was written.
 */
function origin_in( string $text ): string {
	$parts = wp_parse_url( strtolower( trim( $text ) ) );
	if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) || '/' !== ( $parts['path'] ?? '/' ) ) {
		return '';
	}
	if ( array_diff_key( $parts, array_flip( array( 'scheme', 'host', 'port', 'path' ) ) ) ) {
		return '';
	}
	$is_here = in_array( $parts['host'], array( 'localhost', '127.0.0.1' ), true ) && in_array( wp_get_environment_type(), array( 'local', 'development' ), true );
	if ( $is_here ? ! in_array( $parts['scheme'], array( 'http', 'https' ), true ) : 'https' !== $parts['scheme'] || ! is_host( $parts['host'] ) ) {
		return '';
	}
	return $parts['scheme'] . '://' . $parts['host'] . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
}

/**
 * A language the banner can be asked for; what it does not know it says in English.
 *
 * @param string $text A BCP 47 tag, or `auto`.
 */
function is_language( string $text ): bool {
	return 1 === preg_match( '/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/D', $text );
}

/**
 * Each setting as it may be: what is not right is as it was by default.
 *
 * @param array<mixed> $from What is stored.
 * @return array<string, mixed>
 */
function clean( array $from ): array {
	$usual = defaults();
	$text  = function ( string $name ) use ( $from, $usual ): string {
		return is_string( $from[ $name ] ?? null ) ? $from[ $name ] : $usual[ $name ];
	};
	$list  = function ( string $name, callable $is_known ) use ( $from, $usual ): array {
		$kept = array();
		foreach ( is_array( $from[ $name ] ?? null ) ? $from[ $name ] : $usual[ $name ] as $entry => $condition ) {
			if ( is_string( $condition ) && $is_known( (string) $entry ) && is_condition( $condition ) ) {
				$kept[ (string) $entry ] = $condition;
			}
		}
		return array_slice( $kept, 0, MOST_LINES, true );
	};
	return array(
		'origin'       => origin_in( $text( 'origin' ) ),
		'site'         => is_id( $text( 'site' ) ) ? $text( 'site' ) : '',
		'theme'        => in_array( $text( 'theme' ), THEMES, true ) ? $text( 'theme' ) : $usual['theme'],
		'position'     => in_array( $text( 'position' ), POSITIONS, true ) ? $text( 'position' ) : $usual['position'],
		'language'     => is_language( $text( 'language' ) ) ? $text( 'language' ) : $usual['language'],
		'scripts'      => $list( 'scripts', __NAMESPACE__ . '\is_handle' ),
		'hosts'        => $list( 'hosts', __NAMESPACE__ . '\is_place' ),
		'footer_links' => (bool) ( $from['footer_links'] ?? $usual['footer_links'] ),
	);
}
