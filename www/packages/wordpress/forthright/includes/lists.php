<?php
/**
 * The two lists of the settings page, one entry a line: a script or a place on the web, `=`, and the category or service it waits for.
 *
 * What cannot be read is left out and named; nothing is guessed.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

/** What a script or an embed can wait for, besides the id of a service. */
const CATEGORIES = array( 'preferences', 'statistics', 'media', 'marketing' );

/** More than any website needs, and few enough to look through for each address. */
const MOST_LINES = 300;

/**
 * The id of a website, a service, a form or an audience in the register.
 *
 * @param string $text What was written.
 */
function is_id( string $text ): bool {
	return 1 === preg_match( '/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/D', $text );
}

/**
 * A category or a service that something can wait for. What is necessary waits for nothing.
 *
 * @param string $text What was written.
 */
function is_condition( string $text ): bool {
	return is_id( $text ) && strlen( $text ) > 1 && 'necessary' !== $text;
}

/**
 * The name of a host, without a port.
 *
 * @param string $text What was written, in lower case.
 */
function is_host( string $text ): bool {
	return strlen( $text ) < 254 && 1 === preg_match( '/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/D', $text );
}

/**
 * A script's handle, or the id of a script module.
 *
 * @param string $text What was written.
 */
function is_handle( string $text ): bool {
	// Ours would wait for itself.
	return 1 === preg_match( '~^[\w@][\w@./:-]{0,99}$~D', $text ) && 0 !== strpos( $text, 'forthright' );
}

/**
 * A host whose embeds wait, or all below it (`*.example.org`), or a part of one (`www.google.com/maps`).
 *
 * @param string $text What was written, with the host in lower case.
 */
function is_place( string $text ): bool {
	list( $host, $path ) = explode( '/', $text . '/', 2 );
	return is_host( 0 === strpos( $host, '*.' ) ? substr( $host, 2 ) : $host ) && 1 === preg_match( '~^[\w.%/-]{0,200}$~D', $path );
}

/**
 * Reads a list.
 *
 * @param string                 $text     One entry a line; empty lines and those that begin with `#` say nothing.
 * @param callable(string): bool $is_known Whether this can wait.
 * @param string                 $usual    What it waits for where the line does not say; empty if the line has to.
 * @return array{0: array<string, string>, 1: array<int, string>} What waits for what, and the lines that cannot be read, by number.
 */
function read_list( string $text, callable $is_known, string $usual = '' ): array {
	$entries = array();
	$wrong   = array();
	$lines   = preg_split( '/\r\n|\r|\n/', $text );
	foreach ( $lines as $at => $line ) {
		$line = trim( $line );
		if ( '' === $line || '#' === $line[0] ) {
			continue;
		}
		$parts     = array_map( 'trim', explode( '=', $line ) );
		$condition = $parts[1] ?? $usual;
		if ( count( $parts ) < 3 && count( $entries ) < MOST_LINES && $is_known( $parts[0] ) && is_condition( $condition ) ) {
			$entries[ $parts[0] ] = $condition;
		} else {
			$wrong[ $at + 1 ] = $line;
		}
	}
	return array( $entries, $wrong );
}

/**
 * The list as it is shown.
 *
 * @param array<string, string> $entries What waits for what.
 * @param string                $usual   What a line need not say.
 */
function write_list( array $entries, string $usual = '' ): string {
	$lines = array();
	foreach ( $entries as $name => $condition ) {
		$lines[] = $condition === $usual ? (string) $name : $name . ' = ' . $condition;
	}
	return implode( "\n", $lines );
}
