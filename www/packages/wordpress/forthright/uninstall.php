<?php
/**
 * Leaves nothing behind. The plugin stores its settings and nothing about visitors.
 *
 * @package Forthright
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'forthright' );
if ( is_multisite() ) {
	$forthright_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $forthright_sites as $forthright_site ) {
		delete_blog_option( $forthright_site, 'forthright' );
	}
}
