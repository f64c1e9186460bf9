<?php
/**
 * Settings → Cookie choices, by the Settings API: WordPress checks who saves (`manage_options`) and the nonce; what is saved is
 * read strictly, and what cannot be read is said.
 *
 * @package Forthright
 */

namespace Forthright;

defined( 'ABSPATH' ) || exit;

const PAGE = 'forthright';

/**
 * What is stored of a form that was sent. What is wrong stays as it was; of a list, the lines that can be read are kept.
 *
 * @param mixed $sent Each setting as text, or settings that are stored already.
 * @return array<string, mixed>
 */
function sanitise( $sent ): array {
	$before = settings();
	if ( ! is_array( $sent ) ) {
		return $before;
	}
	$text  = function ( string $name ) use ( $sent ): string {
		return is_string( $sent[ $name ] ?? null ) ? trim( $sent[ $name ] ) : '';
	};
	$after = $before;

	$after['origin'] = origin_in( $text( 'origin' ) );
	if ( '' !== $text( 'origin' ) && '' === $after['origin'] ) {
		$after['origin'] = $before['origin'];
		wrong( 'origin', __( 'The address of the privacy desk has to begin with https:// and end with the host’s name, like https://privacy.example.ac.uk. It was not changed.', 'forthright' ) );
	}

	$after['site'] = is_id( $text( 'site' ) ) ? $text( 'site' ) : '';
	if ( '' !== $text( 'site' ) && '' === $after['site'] ) {
		$after['site'] = $before['site'];
		wrong( 'site', __( 'The website’s id has small letters, digits and hyphens only, like library. It was not changed.', 'forthright' ) );
	}

	foreach ( array( 'theme' => THEMES, 'position' => POSITIONS ) as $name => $known ) { // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		if ( in_array( $text( $name ), $known, true ) ) {
			$after[ $name ] = $text( $name );
		}
	}

	$language = '' === $text( 'language' ) ? 'auto' : $text( 'language' );
	if ( is_language( $language ) ) {
		$after['language'] = $language;
	} else {
		wrong( 'language', __( 'A language is a tag like en-GB or cy, or auto. It was not changed.', 'forthright' ) );
	}

	/* translators: 1: number of the line, 2: what it says */
	$script = __( 'Scripts, line %1$s: “%2$s” is not a script’s handle, an equals sign, and a category or service. It was left out.', 'forthright' );
	/* translators: 1: number of the line, 2: what it says */
	$host             = __( 'Embeds, line %1$s: “%2$s” is not a host like www.youtube.com or www.google.com/maps, with or without an equals sign and a category or service. It was left out.', 'forthright' );
	$after['scripts'] = sanitise_list( $sent['scripts'] ?? '', __NAMESPACE__ . '\is_handle', '', $script );
	$after['hosts']   = sanitise_list( $sent['hosts'] ?? '', __NAMESPACE__ . '\is_place', 'media', $host );

	$after['footer_links'] = ! empty( $sent['footer_links'] );
	return clean( $after );
}

/**
 * A list as it is stored.
 *
 * @param mixed                  $sent     The text of the form; or the list itself, which is looked at by `clean`.
 * @param callable(string): bool $is_known Whether this can wait.
 * @param string                 $usual    What it waits for where a line does not say.
 * @param string                 $message  What is said of a line that cannot be read.
 * @return array<string, string>
 */
function sanitise_list( $sent, callable $is_known, string $usual, string $message ): array {
	if ( is_array( $sent ) ) {
		return $sent;
	}
	$text = is_string( $sent ) ? $sent : '';
	if ( 'media' === $usual ) {
		$text = strtolower_hosts( $text );
	}
	list( $entries, $wrong ) = read_list( $text, $is_known, $usual );
	foreach ( array_slice( $wrong, 0, 10, true ) as $line => $said ) {
		wrong( 'line-' . $usual . $line, sprintf( $message, number_format_i18n( $line ), mb_strlen( $said ) > 80 ? mb_substr( $said, 0, 80 ) . '…' : $said ) );
	}
	return $entries;
}

/**
 * Host names in small letters; paths as they are. `https://` in front is what people paste.
 *
 * @param string $text The list.
 */
function strtolower_hosts( string $text ): string {
	return (string) preg_replace_callback(
		'~^([ \t]*)(?:https?://)?([^\s/=]+)~im',
		function ( array $found ): string {
			return $found[1] . strtolower( $found[2] );
		},
		$text
	);
}

/**
 * Says what is wrong.
 *
 * @param string $code Of the message.
 * @param string $text Not escaped.
 */
function wrong( string $code, string $text ): void {
	// From the command line there is nobody to say it to.
	if ( function_exists( 'add_settings_error' ) ) {
		add_settings_error( OPTION, 'forthright-' . $code, esc_html( $text ) );
	}
}

add_action(
	'admin_init',
	function () {
		register_setting(
			PAGE,
			OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => __NAMESPACE__ . '\sanitise',
				'default'           => defaults(),
				'show_in_rest'      => false,
			)
		);

		add_settings_section( 'desk', __( 'Your privacy desk', 'forthright' ), '__return_empty_string', PAGE );
		field( 'desk', 'origin', __( 'Address', 'forthright' ), __( 'Where the banner and the forms come from, for example https://privacy.example.ac.uk. Nothing else is asked of it than what a visitor’s browser loads.', 'forthright' ) );
		field( 'desk', 'site', __( 'Website', 'forthright' ), __( 'This website’s id in the register of the privacy desk, for example library.', 'forthright' ) );

		add_settings_section( 'banner', __( 'The banner', 'forthright' ), '__return_empty_string', PAGE );
		field(
			'banner',
			'theme',
			__( 'Light or dark', 'forthright' ),
			'',
			array(
				'auto'  => __( 'As the visitor’s device', 'forthright' ),
				'light' => __( 'Light', 'forthright' ),
				'dark'  => __( 'Dark', 'forthright' ),
			)
		);
		field(
			'banner',
			'position',
			__( 'Where', 'forthright' ),
			'',
			array(
				'bottom' => __( 'Bottom', 'forthright' ),
				'top'    => __( 'Top', 'forthright' ),
				'centre' => __( 'Bottom, as a card', 'forthright' ),
			)
		);
		field( 'banner', 'language', __( 'Language', 'forthright' ), __( 'auto is the language of the page; or a tag like en-GB or cy.', 'forthright' ) );
		field( 'banner', 'footer_links', __( 'Footer', 'forthright' ), __( 'Add “Cookie choices” and “Withdraw consent” to the end of each page. Visitors need both; take this away only where your theme has them, for example by the block “Privacy desk”.', 'forthright' ) );

		add_settings_section( 'waiting', __( 'What waits for consent', 'forthright' ), __NAMESPACE__ . '\print_waiting', PAGE );
		field( 'waiting', 'scripts', __( 'Scripts', 'forthright' ), __( 'One a line: the script’s handle, an equals sign, and the category or service, for example google_gtagjs = statistics. In a page’s source the handle is the script’s id without -js. Scripts that depend on one wait with it.', 'forthright' ) );
		field( 'waiting', 'hosts', __( 'Embeds', 'forthright' ), __( 'One a line: the host that a video, a map or another embed comes from, with the beginning of its path if need be; *.example.org is all below it. It waits for media unless you write = and something else.', 'forthright' ) );
	}
);

/**
 * Adds a field.
 *
 * @param string                $section Its section.
 * @param string                $name    The setting.
 * @param string                $label   What it is called.
 * @param string                $help    What to write; not escaped.
 * @param array<string, string> $choices What there is to choose from.
 */
function field( string $section, string $name, string $label, string $help, array $choices = array() ): void {
	$is_box = 'footer_links' === $name;
	add_settings_field(
		$name,
		esc_html( $label ),
		__NAMESPACE__ . '\print_field',
		PAGE,
		$section,
		array(
			'name'    => $name,
			'help'    => $help,
			'choices' => $choices,
		) + ( $is_box ? array() : array( 'label_for' => 'forthright-' . $name ) )
	);
}

/**
 * Prints a field.
 *
 * @param array{name: string, help: string, choices: array<string, string>} $about The field.
 */
function print_field( array $about ): void {
	$name     = $about['name'];
	$settings = settings();
	$common   = sprintf( 'id="%1$s" name="%2$s" aria-describedby="%1$s-help"', esc_attr( 'forthright-' . $name ), esc_attr( OPTION . '[' . $name . ']' ) );
	// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped -- $common is made of escaped parts.
	if ( 'footer_links' === $name ) {
		printf( '<label><input type="checkbox" value="1" %s%s> %s</label>', str_replace( ' aria-describedby="forthright-footer_links-help"', '', $common ), checked( $settings[ $name ], true, false ), esc_html( $about['help'] ) );
		return;
	}
	if ( $about['choices'] ) {
		printf( '<select %s>', str_replace( sprintf( ' aria-describedby="forthright-%s-help"', esc_attr( $name ) ), '', $common ) );
		foreach ( $about['choices'] as $value => $text ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $settings[ $name ], $value, false ), esc_html( $text ) );
		}
		echo '</select>';
		return;
	}
	if ( is_array( $settings[ $name ] ) ) {
		$text = write_list( $settings[ $name ], 'hosts' === $name ? 'media' : '' );
		printf( '<textarea %s class="large-text code" rows="%d" spellcheck="false" autocomplete="off">%s</textarea>', $common, min( 20, substr_count( $text, "\n" ) + 4 ), esc_textarea( $text ) );
	} else {
		printf( '<input type="%s" %s value="%s" class="regular-text" spellcheck="false" autocomplete="off">', 'origin' === $name ? 'url' : 'text', $common, esc_attr( $settings[ $name ] ) );
	}
	// phpcs:enable
	printf( '<p class="description" id="%s">%s</p>', esc_attr( 'forthright-' . $name . '-help' ), esc_html( $about['help'] ) );
}

/**
 * What the third section is about.
 */
function print_waiting(): void {
	printf(
		'<p>%s</p>',
		esc_html(
			sprintf(
				/* translators: %s: list of categories */
				__( 'What is listed here stays off until the visitor allows its category (%s) or the service of that id in the register. Names that are not in the register stay off, and the browser’s console says so.', 'forthright' ),
				implode( ', ', CATEGORIES )
			)
		)
	);
}

add_action(
	'admin_menu',
	function () {
		add_options_page(
			__( 'Cookie choices', 'forthright' ),
			__( 'Cookie choices', 'forthright' ),
			'manage_options',
			PAGE,
			function () {
				if ( ! current_user_can( 'manage_options' ) ) {
					return;
				}
				printf( '<div class="wrap"><h1>%s</h1><form action="options.php" method="post">', esc_html( get_admin_page_title() ) );
				settings_fields( PAGE );
				do_settings_sections( PAGE );
				submit_button();
				echo '</form></div>';
			}
		);
	}
);

add_filter(
	'plugin_action_links_' . plugin_basename( FILE ),
	function ( $links ) {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=' . PAGE ) ), esc_html__( 'Settings', 'forthright' ) );
		return array_merge( array( $link ), (array) $links );
	}
);

add_action(
	'admin_notices',
	function () {
		$screen = get_current_screen();
		if ( is_ready() || ! $screen || ! in_array( $screen->id, array( 'dashboard', 'plugins' ), true ) || ! current_user_can( 'manage_options' ) ) {
			return;
		}
		printf(
			'<div class="notice notice-warning"><p>%s <a href="%s">%s</a></p></div>',
			esc_html__( 'There is no cookie banner yet, and nothing waits for consent: the address of your privacy desk is missing.', 'forthright' ),
			esc_url( admin_url( 'options-general.php?page=' . PAGE ) ),
			esc_html__( 'Fill in Settings → Cookie choices', 'forthright' )
		);
	}
);

add_action(
	'admin_init',
	function () {
		if ( ! is_ready() ) {
			return;
		}
		wp_add_privacy_policy_content(
			__( 'Cookie choices', 'forthright' ),
			sprintf(
				'<p>%s <a href="%s">%s</a></p>',
				esc_html__( 'We ask before we store anything on your device that this website does not need to work. Your choice is kept in the cookie forthright_consent for six months, and our record of it goes to the privacy desk. You can change it or withdraw your consent at any time.', 'forthright' ),
				esc_url( cookies_page() ),
				esc_html__( 'About cookies on this website', 'forthright' )
			)
		);
	}
);
