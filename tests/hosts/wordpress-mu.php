<?php
/**
 * What a website has besides the plugin, for tests/hosts/wordpress.sh: YouTube's answers to oEmbed without the network,
 * scripts that want consent, a nonce, and WP Consent API as far as its documentation says what it does.
 */

add_filter(
	'pre_oembed_result',
	function ( $result, $url ) {
		if ( preg_match( '~^https://(?:www\.youtube\.com/watch\?v=|youtu\.be/)([\w-]+)~', $url, $found ) ) {
			return '<iframe title="A tour of the library" width="500" height="281" src="https://www.youtube.com/embed/' . $found[1] . '?feature=oembed" frameborder="0" allow="autoplay; encrypted-media" allowfullscreen></iframe>';
		}
		if ( 0 === strpos( $url, 'https://twitter.com/' ) ) {
			return '<blockquote class="twitter-tweet"><p>What a tweet says</p></blockquote><script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>';
		}
		return $result;
	},
	10,
	2
);

add_action(
	'wp_enqueue_scripts',
	function () {
		foreach ( array( 'example-statistics', 'example-free', 'forthright-like' ) as $handle ) {
			wp_register_script( $handle, home_url( '/?example=' . $handle ), array(), '1', true );
		}
		wp_register_script( 'example-more', home_url( '/?example=example-more' ), array( 'example-statistics' ), '1', true );
		wp_add_inline_script( 'example-statistics', 'window.ran=(window.ran||[]).concat("before")', 'before' );
		wp_add_inline_script( 'example-statistics', 'window.ran=(window.ran||[]).concat("after")' );
		wp_enqueue_script( 'example-more' );
		wp_enqueue_script( 'example-free' );
		if ( function_exists( 'wp_enqueue_script_module' ) ) {
			wp_enqueue_script_module( 'example/module', home_url( '/?example=module' ), array(), '1' );
		}
	}
);

// Each says that it ran.
add_action(
	'init',
	function () {
		if ( isset( $_GET['example'] ) ) {
			header( 'Content-Type: text/javascript' );
			echo 'window.ran=(window.ran||[]).concat(' . wp_json_encode( sanitize_key( $_GET['example'] ) ) . ')';
			exit;
		}
	}
);

// What is stored, for the journey to look at.
add_action(
	'init',
	function () {
		if ( isset( $_GET['hosts-option'] ) ) {
			wp_send_json( get_option( 'forthright', 'nothing' ) );
		}
	}
);

// A website with a strict policy: its nonce is on every script that WordPress prints by its own functions.
if ( isset( $_GET['strict'] ) ) {
	add_action(
		'send_headers',
		function () {
			header( "Content-Security-Policy: script-src 'nonce-abc123' 'strict-dynamic'; object-src 'none'" );
		}
	);
	$nonce = function ( $attributes ) {
		return $attributes + array( 'nonce' => 'abc123' );
	};
	add_filter( 'wp_script_attributes', $nonce );
	add_filter( 'wp_inline_script_attributes', $nonce );
}

// WP Consent API: no cookie and "optin" is no.
function wp_get_consent_type() {
	return apply_filters( 'wp_get_consent_type', false );
}
function wp_has_consent( $category ) {
	$type = wp_get_consent_type();
	$said = $_COOKIE[ 'wp_consent_' . $category ] ?? '';
	return apply_filters( 'wp_has_consent', ! $type || ( 'optout' === $type && '' === $said ) || 'allow' === $said, $category, false );
}
function wp_add_cookie_info( ...$about ) {
	$GLOBALS['hosts_cookie_info'][] = $about;
}
add_action(
	'wp_enqueue_scripts',
	function () {
		wp_register_script( 'wp-consent-api', false, array(), '1', true );
		wp_add_inline_script(
			'wp-consent-api',
			'window.wp_fallback_consent_type=' . wp_json_encode( wp_get_consent_type() ) . ';window.told=[];
			const consentCookie=(c)=>(document.cookie.split("; ").find((p)=>p.startsWith("wp_consent_"+c+"="))||"").split("=")[1]||"";
			window.wp_has_consent=(c)=>{const t=window.wp_consent_type??window.wp_fallback_consent_type;return !t||(t==="optout"&&!consentCookie(c))||consentCookie(c)==="allow"};
			window.wp_set_consent=(c,v)=>{window.told.push([c,v]);document.cookie="wp_consent_"+c+"="+v+";path=/;max-age=2592000"};
			document.addEventListener("wp_consent_type_defined",()=>{window.typeDefined=window.wp_consent_type});'
		);
		wp_enqueue_script( 'wp-consent-api' );
	},
	PHP_INT_MAX - 100
);

// What the server knows, for the journey to look at.
add_action(
	'wp_footer',
	function () {
		$about = array(
			'type'       => wp_get_consent_type(),
			'functional' => wp_has_consent( 'functional' ),
			'marketing'  => wp_has_consent( 'marketing' ),
			'registered' => apply_filters( 'wp_consent_api_registered_forthright/forthright.php', false ),
			'cookies'    => count( $GLOBALS['hosts_cookie_info'] ?? array() ),
			'rocket'     => apply_filters( 'rocket_delay_js_exclusions', array( 'mine.js' ) ),
			'optimize'   => apply_filters( 'autoptimize_filter_js_exclude', 'mine.js' ),
			'w3tc'       => apply_filters( 'w3tc_minify_js_do_tag_minification', true, '<script src="http://127.0.0.1:8787/embed.js"></script>', null ),
		);
		printf( '<script type="application/json" id="hosts-server">%s</script>', wp_json_encode( $about, JSON_HEX_TAG ) );
	}
);
