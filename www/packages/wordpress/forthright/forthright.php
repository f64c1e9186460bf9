<?php
/**
 * Plugin Name:       Forthright: cookie choices
 * Description:       Shows your university's cookie banner, keeps scripts and embeds off until they are allowed, and puts the forms of your privacy desk into your pages.
 * Version:           0.1.0
 * Requires at least: 6.2
 * Requires PHP:      7.4
 * Author:            The Forthright contributors
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       forthright
 * Domain Path:       /languages
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

require __DIR__ . '/includes/lists.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/loader.php';
require __DIR__ . '/includes/optimisers.php';
require __DIR__ . '/includes/scripts.php';
require __DIR__ . '/includes/embeds.php';
require __DIR__ . '/includes/frames.php';
require __DIR__ . '/includes/wp-consent-api.php';
if ( is_admin() ) {
	require __DIR__ . '/includes/settings-page.php';
}

add_action(
	'init',
	function () {
		load_plugin_textdomain( 'forthright', false, dirname( plugin_basename( FILE ) ) . '/languages' );
	},
	0
);

register_activation_hook(
	FILE,
	function () {
		// An option that exists is sanitised once when it is saved; one that is new, twice.
		add_option( OPTION, defaults() );
	}
);
