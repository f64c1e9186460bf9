<?php
/**
 * Installs WordPress in the folder it is given, with the plugin and the pages that tests/hosts/wordpress.mjs walks through.
 * Prints their addresses as JSON.
 */

define( 'WP_INSTALLING', true );
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = '/';
$_SERVER['PHP_SELF']        = '/index.php';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
ob_start();
wp_install( 'A library', 'admin', 'admin@example.org', true, '', 'correct horse' );
ob_end_clean();
$result = activate_plugin( 'forthright/forthright.php' );
if ( is_wp_error( $result ) ) {
	fwrite( STDERR, $result->get_error_message() . "\n" );
	exit( 1 );
}
wp_insert_user(
	array(
		'user_login' => 'reader',
		'user_pass'  => 'correct horse',
		'user_email' => 'reader@example.org',
		'role'       => 'subscriber',
	)
);

$video = '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=abcdefghijk","type":"video","providerNameSlug":"youtube","responsive":true,"className":"wp-embed-aspect-16-9 wp-has-aspect-ratio"} -->
<figure class="wp-block-embed is-type-video is-provider-youtube wp-block-embed-youtube wp-embed-aspect-16-9 wp-has-aspect-ratio"><div class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=abcdefghijk
</div><figcaption class="wp-element-caption">Round the library</figcaption></figure>
<!-- /wp:embed -->';
$blocks = $video . '
<!-- wp:html --><iframe id="map" src="https://www.google.com/maps/embed?pb=1&amp;x=2" width="400" height="300" title="Where we are"></iframe><!-- /wp:html -->
<!-- wp:html --><iframe id="free" src="https://free.example/frame" title="Nobody waits for this"></iframe><!-- /wp:html -->
<!-- wp:group --><div class="wp-block-group"><!-- wp:html --><iframe src="//player.vimeo.com/video/1" title="A film"></iframe><!-- /wp:html --></div><!-- /wp:group -->
<!-- wp:shortcode -->[forthright kind="form" form="subject-access"]<!-- /wp:shortcode -->
<!-- wp:forthright/frame {"kind":"notices","audience":"students","title":"What \u003cb\u003ewe\u003c/b\u003e \u0022hold\u0022"} /-->
<!-- wp:paragraph --><p>The end</p><!-- /wp:paragraph -->';
$classic = 'A plain address:

https://youtu.be/abcdefghijk

https://twitter.com/library/status/1

Typed in: <iframe src="https://www.youtube.com/embed/one" width="560" height="315" title="One"></iframe>

Badly: <iframe src=https://www.youtube.com/embed/two title=it\'s></iframe> and <!--> <iframe src="HTTPS:\\\\WWW.youtube.com./embed/three"></iframe> <!-- <iframe src="https://www.youtube.com/embed/comment"></iframe> -->

<noscript><iframe src="https://www.youtube.com/embed/none"></iframe></noscript>

<script async src="https://platform.twitter.com/widgets.js"></script>

<template data-consent="media" data-title="Own"><iframe src="https://www.youtube.com/embed/own" title="Own"></iframe></template>

[forthright kind="nothing"] [forthright kind="form" form="a/../b"] [forthright kind="links"]

The end';
$pages = array();
foreach ( array( 'blocks' => $blocks, 'classic' => $classic ) as $name => $content ) {
	// Stored as an administrator's browser would: nothing is taken out.
	kses_remove_filters();
	$id = wp_insert_post(
		wp_slash(
			array(
				'post_title'   => 'Page ' . $name,
				'post_content' => $content,
				'post_status'  => 'publish',
				'post_type'    => 'page',
			)
		)
	);
	$pages[ $name ] = '/?page_id=' . $id;
}
$pages['version'] = get_bloginfo( 'version' ) . ', theme ' . get_stylesheet() . ', PHP ' . PHP_VERSION;
echo wp_json_encode( $pages );
