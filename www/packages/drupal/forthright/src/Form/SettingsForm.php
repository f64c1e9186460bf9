<?php

declare(strict_types=1);

namespace Drupal\forthright\Form;

use Drupal\Core\Form\ConfigFormBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\forthright\Lists;
use Drupal\forthright\Settings;

/**
 * Configuration → System → Cookie choices.
 */
final class SettingsForm extends ConfigFormBase {

  /**
   * {@inheritdoc}
   */
  public function getFormId(): string {
    return 'forthright_settings';
  }

  /**
   * {@inheritdoc}
   */
  protected function getEditableConfigNames(): array {
    return [Settings::NAME];
  }

  /**
   * {@inheritdoc}
   */
  public function buildForm(array $form, FormStateInterface $form_state): array {
    // As it is stored, without what settings.php says for this machine alone: that is not to be saved.
    $config = $this->config(Settings::NAME);
    $text = fn(string $name): string => (string) $config->get($name);

    $form['origin'] = [
      '#type' => 'url',
      '#title' => $this->t('Address of the privacy desk'),
      '#description' => $this->t('Where the banner and the forms come from, for example https://privacy.example.ac.uk. Nothing else is asked of it than what a visitor’s browser loads.'),
      '#default_value' => $text('origin'),
    ];
    $form['site'] = [
      '#type' => 'textfield',
      '#title' => $this->t('Website'),
      '#description' => $this->t('This website’s id in the register of the privacy desk, for example library.'),
      '#default_value' => $text('site'),
      '#maxlength' => 64,
    ];
    $form['theme'] = [
      '#type' => 'select',
      '#title' => $this->t('Light or dark'),
      '#options' => ['auto' => $this->t('As the visitor’s device'), 'light' => $this->t('Light'), 'dark' => $this->t('Dark')],
      '#default_value' => $text('theme'),
    ];
    $form['position'] = [
      '#type' => 'select',
      '#title' => $this->t('Where'),
      '#options' => ['bottom' => $this->t('Bottom'), 'top' => $this->t('Top'), 'centre' => $this->t('Bottom, as a card')],
      '#default_value' => $text('position'),
    ];
    $form['language'] = [
      '#type' => 'textfield',
      '#title' => $this->t('Language'),
      '#description' => $this->t('auto is the language of the page; or a tag like en-GB or cy.'),
      '#default_value' => $text('language'),
      '#maxlength' => 40,
      '#size' => 12,
    ];
    $form['footer_links'] = [
      '#type' => 'checkbox',
      '#title' => $this->t('Add “Cookie choices” and “Withdraw consent” to the end of each page'),
      '#description' => $this->t('Visitors need both. Take this away only where they stand already, for example by the block “Cookie choices”.'),
      '#default_value' => (bool) $config->get('footer_links'),
    ];
    $form['remote_video'] = [
      '#type' => 'checkbox',
      '#title' => $this->t('Remote videos of the Media module wait'),
      '#description' => $this->t('Each waits for what its host is listed with below, or for media.'),
      '#default_value' => (bool) $config->get('remote_video'),
    ];
    $list = function (string $name, string $usual = '') use ($config): string {
      $entries = [];
      foreach ((array) $config->get($name) as $entry) {
        $entries[(string) ($entry['name'] ?? '')] = (string) ($entry['condition'] ?? '');
      }
      return Lists::write($entries, $usual);
    };
    $form['libraries'] = [
      '#type' => 'textarea',
      '#title' => $this->t('Libraries that wait'),
      '#description' => $this->t('One a line: the extension, a slash, the library, an equals sign, and the category (preferences, statistics, media, marketing) or service, for example google_analytics/google_analytics = statistics. The names are in the extension’s .libraries.yml. List libraries that depend on one as well.'),
      '#default_value' => $list('libraries'),
    ];
    $form['head'] = [
      '#type' => 'textarea',
      '#title' => $this->t('Scripts in the head that wait'),
      '#description' => $this->t('For modules that put a script into the head themselves. One a line: the key of the html_head entry, an equals sign, and the category or service.'),
      '#default_value' => $list('head'),
    ];
    $form['hosts'] = [
      '#type' => 'textarea',
      '#title' => $this->t('Hosts whose embeds wait'),
      '#description' => $this->t('For remote videos, and for formatted text with the filter “Embeds wait for consent”. One a line: the host, with the beginning of its path if need be; *.example.org is all below it. It waits for media unless you write = and something else.'),
      '#default_value' => $list('hosts', 'media'),
      '#rows' => 14,
    ];
    return parent::buildForm($form, $form_state);
  }

  /**
   * {@inheritdoc}
   */
  public function validateForm(array &$form, FormStateInterface $form_state): void {
    parent::validateForm($form, $form_state);
    $text = fn(string $name): string => trim((string) $form_state->getValue($name));
    if ($text('origin') !== '' && Settings::originIn($text('origin')) === '') {
      $form_state->setErrorByName('origin', $this->t('The address of the privacy desk has to begin with https:// and end with the host’s name, like https://privacy.example.ac.uk.'));
    }
    if ($text('site') !== '' && !Lists::isId($text('site'))) {
      $form_state->setErrorByName('site', $this->t('The website’s id has small letters, digits and hyphens only, like library.'));
    }
    if ($text('language') !== '' && !Settings::isLanguage($text('language'))) {
      $form_state->setErrorByName('language', $this->t('A language is a tag like en-GB or cy, or auto.'));
    }
    foreach (array_keys(self::lists()) as $name) {
      [, $wrong] = $this->read($name, $form_state);
      foreach ($wrong as $line => $said) {
        // A field has one message.
        $form_state->setErrorByName($name, $this->t('@field, line @line: “@said” cannot be read.', [
          '@field' => $form[$name]['#title'],
          '@line' => $line,
          '@said' => mb_strlen($said) > 80 ? mb_substr($said, 0, 80) . '…' : $said,
        ]));
      }
    }
  }

  /**
   * {@inheritdoc}
   */
  public function submitForm(array &$form, FormStateInterface $form_state): void {
    $text = fn(string $name): string => trim((string) $form_state->getValue($name));
    $config = $this->config(Settings::NAME)
      ->set('origin', Settings::originIn($text('origin')))
      ->set('site', $text('site'))
      ->set('theme', $text('theme'))
      ->set('position', $text('position'))
      ->set('language', $text('language') === '' ? 'auto' : $text('language'))
      ->set('footer_links', (bool) $form_state->getValue('footer_links'))
      ->set('remote_video', (bool) $form_state->getValue('remote_video'));
    foreach (array_keys(self::lists()) as $name) {
      $config->set($name, $this->read($name, $form_state)[0]);
    }
    $config->save();
    parent::submitForm($form, $form_state);
  }

  /**
   * The lists, and what may stand in each.
   *
   * @return array<string, callable(string): bool>
   *   By the name of the field.
   */
  private static function lists(): array {
    return ['libraries' => Lists::isLibrary(...), 'head' => Lists::isHeadKey(...), 'hosts' => Lists::isPlace(...)];
  }

  /**
   * Reads a list of the form.
   */
  private function read(string $name, FormStateInterface $form_state): array {
    $text = (string) $form_state->getValue($name);
    return Lists::read($name === 'hosts' ? Lists::lowerHosts($text) : $text, self::lists()[$name], $name === 'hosts' ? 'media' : '');
  }

}
