<?php

declare(strict_types=1);

namespace Drupal\forthright\Plugin\Filter;

use Drupal\Core\Plugin\ContainerFactoryPluginInterface;
use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\filter\Attribute\Filter;
use Drupal\filter\FilterProcessResult;
use Drupal\filter\Plugin\FilterBase;
use Drupal\filter\Plugin\FilterInterface;
use Drupal\forthright\Embeds;
use Drupal\forthright\Settings;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * Holds back frames, players and scripts of listed hosts in formatted text.
 */
#[Filter(
  id: 'forthright_embeds',
  title: new TranslatableMarkup('Embeds wait for consent'),
  type: FilterInterface::TYPE_TRANSFORM_IRREVERSIBLE,
  description: new TranslatableMarkup('Frames and players of the hosts listed under “Cookie choices” stay off until the visitor allows them. Run it after all other filters.'),
  weight: 100,
)]
final class EmbedsFilter extends FilterBase implements ContainerFactoryPluginInterface {

  public function __construct(array $configuration, $plugin_id, $plugin_definition, private readonly Settings $holding, private readonly Embeds $embeds) {
    parent::__construct($configuration, $plugin_id, $plugin_definition);
  }

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container, array $configuration, $plugin_id, $plugin_definition): static {
    return new static($configuration, $plugin_id, $plugin_definition, $container->get('forthright.settings'), $container->get('forthright.embeds'));
  }

  /**
   * {@inheritdoc}
   */
  public function process($text, $langcode): FilterProcessResult {
    $result = new FilterProcessResult($this->holding->isReady() ? $this->embeds->hold((string) $text) : $text);
    return $result->addCacheableDependency($this->holding->dependency());
  }

}
