<?php

declare(strict_types=1);

namespace Drupal\forthright\Plugin\Block;

use Drupal\Core\Block\Attribute\Block;
use Drupal\Core\Block\BlockBase;
use Drupal\Core\Cache\CacheableMetadata;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\Plugin\ContainerFactoryPluginInterface;
use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\Url;
use Drupal\forthright\Lists;
use Drupal\forthright\Settings;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * A form or a page of the privacy desk.
 *
 * Printed is an element with a link in it. The loader puts a frame of the desk's own origin in its place; where it cannot, the
 * link stays. Nothing that is typed into a form passes through Drupal.
 */
#[Block(
  id: 'forthright_frame',
  admin_label: new TranslatableMarkup('Privacy desk'),
  category: new TranslatableMarkup('Privacy'),
)]
final class FrameBlock extends BlockBase implements ContainerFactoryPluginInterface {

  public function __construct(array $configuration, $plugin_id, $plugin_definition, private readonly Settings $desk) {
    parent::__construct($configuration, $plugin_id, $plugin_definition);
  }

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container, array $configuration, $plugin_id, $plugin_definition): static {
    return new static($configuration, $plugin_id, $plugin_definition, $container->get('forthright.settings'));
  }

  /**
   * {@inheritdoc}
   */
  public function defaultConfiguration(): array {
    return ['kind' => 'form', 'form' => 'subject-access', 'audience' => '', 'frame_title' => '', 'label_display' => ''];
  }

  /**
   * {@inheritdoc}
   */
  public function blockForm($form, FormStateInterface $form_state): array {
    $shown = fn(string $kind): array => ['visible' => [':input[name="settings[kind]"]' => ['value' => $kind]]];
    return [
      'kind' => [
        '#type' => 'select',
        '#title' => $this->t('What to show'),
        '#options' => $this->kinds(),
        '#default_value' => $this->configuration['kind'],
        '#required' => TRUE,
      ],
      'form' => [
        '#type' => 'textfield',
        '#title' => $this->t('Form'),
        '#description' => $this->t('Its id, for example subject-access.'),
        '#default_value' => $this->configuration['form'],
        '#maxlength' => 64,
        '#states' => $shown('form'),
      ],
      'audience' => [
        '#type' => 'textfield',
        '#title' => $this->t('Audience'),
        '#description' => $this->t('Its id, for example students. Leave it empty for all.'),
        '#default_value' => $this->configuration['audience'],
        '#maxlength' => 64,
        '#states' => $shown('notices'),
      ],
      'frame_title' => [
        '#type' => 'textfield',
        '#title' => $this->t('Title of the frame'),
        '#description' => $this->t('What the frame is called and the link says, if it is something else.'),
        '#default_value' => $this->configuration['frame_title'],
        '#maxlength' => 200,
      ],
    ];
  }

  /**
   * {@inheritdoc}
   */
  public function blockValidate($form, FormStateInterface $form_state): void {
    $kind = $form_state->getValue('kind');
    if ($kind === 'form' && !Lists::isId(trim((string) $form_state->getValue('form')))) {
      $form_state->setError($form['form'], $this->t('A form is named by its id, for example subject-access.'));
    }
    $audience = trim((string) $form_state->getValue('audience'));
    if ($kind === 'notices' && $audience !== '' && !Lists::isId($audience)) {
      $form_state->setError($form['audience'], $this->t('An audience is named by its id, for example students.'));
    }
  }

  /**
   * {@inheritdoc}
   */
  public function blockSubmit($form, FormStateInterface $form_state): void {
    foreach (['kind', 'form', 'audience', 'frame_title'] as $name) {
      $this->configuration[$name] = trim((string) $form_state->getValue($name));
    }
  }

  /**
   * {@inheritdoc}
   */
  public function build(): array {
    $build = $this->frame();
    CacheableMetadata::createFromRenderArray($build)->addCacheableDependency($this->desk->dependency())->applyTo($build);
    return $build;
  }

  /**
   * The element, or nothing where the settings are wrong: they may have been imported.
   */
  private function frame(): array {
    ['kind' => $kind, 'form' => $form, 'audience' => $audience, 'frame_title' => $title] = $this->configuration + $this->defaultConfiguration();
    if (!$this->desk->isReady() || !isset($this->kinds()[$kind]) || ($kind === 'form' && !Lists::isId($form)) || ($audience !== '' && !Lists::isId($audience))) {
      return [];
    }
    $attributes = ['data-forthright' => $kind];
    $path = '/' . $kind;
    if ($kind === 'form') {
      $attributes['data-form'] = $form;
      $path = '/forms/' . $form;
    }
    elseif ($kind === 'notices' && $audience !== '') {
      $attributes['data-audience'] = $audience;
      $path = '/notices/' . $audience;
    }
    if ($title !== '') {
      $attributes['data-title'] = $title;
    }
    return [
      '#type' => 'html_tag',
      '#tag' => 'div',
      '#attributes' => $attributes,
      'link' => [
        '#type' => 'link',
        '#title' => $title !== '' ? $title : ($kind === 'form' ? $this->formName($form) : $this->kinds()[$kind]),
        '#url' => Url::fromUri($this->desk->origin() . $path),
      ],
    ];
  }

  /**
   * What can be shown.
   *
   * @return array<string, \Drupal\Core\StringTranslation\TranslatableMarkup>
   *   What a link to it says.
   */
  private function kinds(): array {
    return [
      'form' => $this->t('A form'),
      'notices' => $this->t('What we hold about you'),
      'rights' => $this->t('Your rights'),
      'track' => $this->t('Track your request'),
      'deadlines' => $this->t('Work out when a reply is due'),
      'check' => $this->t('Check a photo of a document'),
    ];
  }

  /**
   * What a link to a form says.
   */
  private function formName(string $form): TranslatableMarkup {
    return match ($form) {
      'subject-access' => $this->t('Ask what we hold about you'),
      'rectification' => $this->t('Have something corrected'),
      'erasure' => $this->t('Have something deleted'),
      'restriction' => $this->t('Limit how we use your information'),
      'portability' => $this->t('Take your information with you'),
      'objection' => $this->t('Object to how we use your information'),
      'automated-decision' => $this->t('Ask for a person to review a computer’s decision'),
      'withdraw-consent' => $this->t('Change your mind about consent'),
      'complaint' => $this->t('Complain about data protection'),
      'incident' => $this->t('Report a data protection incident'),
      'cctv' => $this->t('Ask for CCTV footage of you'),
      default => $this->t('Open the form'),
    };
  }

}
