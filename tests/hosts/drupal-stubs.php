<?php

/**
 * @file
 * The Drupal module without Drupal: its code on the interfaces it uses, as far as their documentation says what they do.
 *
 * For machines that cannot have Drupal. Html, YAML and Twig are the libraries that Drupal itself uses; the rest is imitated.
 *
 *   php tests/hosts/drupal-stubs.php LIBRARIES      a folder with Debian's php-masterminds-html5, php-symfony-yaml, php-twig
 */

declare(strict_types=1);

namespace Drupal\Core\Cache {
  interface CacheableDependencyInterface {
    public function getCacheTags();
  }
  interface CacheTagsInvalidatorInterface {
    public function invalidateTags(array $tags);
  }
  class CacheableMetadata {
    private array $cache = ['tags' => [], 'contexts' => []];
    public static function createFromRenderArray(array $build): static {
      $made = new static();
      $made->cache = ($build['#cache'] ?? []) + $made->cache;
      return $made;
    }
    public function addCacheableDependency(CacheableDependencyInterface $on): static {
      $this->cache['tags'] = [...$this->cache['tags'], ...$on->getCacheTags()];
      return $this;
    }
    public function addCacheContexts(array $contexts): static {
      $this->cache['contexts'] = [...$this->cache['contexts'], ...$contexts];
      return $this;
    }
    public function applyTo(array &$build): void {
      $build['#cache'] = $this->cache;
    }
  }
}

namespace Drupal\Core\Config {
  interface ConfigFactoryInterface {
    public function get($name);
  }
  class ImmutableConfig implements \Drupal\Core\Cache\CacheableDependencyInterface {
    public function __construct(public array $data) {}
    public function get($key) {
      return $this->data[$key] ?? NULL;
    }
    public function set($key, $value): static {
      // As Drupal: a key with a dot cannot be stored.
      $walk = function (array $data) use (&$walk): void {
        foreach ($data as $name => $one) {
          str_contains((string) $name, '.') && throw new \RuntimeException("a dot in the key $name");
          is_array($one) && $walk($one);
        }
      };
      is_array($value) && $walk($value);
      $this->data[$key] = $value;
      return $this;
    }
    public function save(): void {}
    public function getName(): string {
      return 'forthright.settings';
    }
    public function getCacheTags(): array {
      return ['config:forthright.settings'];
    }
  }
  class ConfigCrudEvent {
    public function __construct(private ImmutableConfig $config) {}
    public function getConfig() {
      return $this->config;
    }
  }
  final class ConfigEvents {
    const SAVE = 'config.save';
    const DELETE = 'config.delete';
  }
}

namespace Symfony\Component\DependencyInjection {
  interface ContainerInterface {
    public function get(string $id);
  }
}

namespace Symfony\Component\EventDispatcher {
  interface EventSubscriberInterface {
    public static function getSubscribedEvents();
  }
}

namespace Drupal\Core\Routing {
  interface RouteMatchInterface {}
}

namespace Drupal\Core\Plugin {
  interface ContainerFactoryPluginInterface {
    public static function create(\Symfony\Component\DependencyInjection\ContainerInterface $container, array $configuration, $plugin_id, $plugin_definition);
  }
}

namespace Drupal\Core\StringTranslation {
  class TranslatableMarkup {
    public function __construct(private string $text, private array $arguments = []) {}
    public function __toString(): string {
      return strtr($this->text, array_map(static fn($one): string => htmlspecialchars((string) $one, ENT_QUOTES), $this->arguments));
    }
  }
}

namespace Drupal\Core\Block\Attribute {
  #[\Attribute(\Attribute::TARGET_CLASS)]
  class Block {
    public function __construct(public readonly string $id, public readonly ?\Drupal\Core\StringTranslation\TranslatableMarkup $admin_label = NULL, public readonly ?\Drupal\Core\StringTranslation\TranslatableMarkup $category = NULL, public readonly array $context_definitions = [], public readonly ?string $deriver = NULL, public readonly array $forms = []) {}
  }
}

namespace Drupal\Core\Block {
  abstract class BlockBase {
    public array $configuration;
    public function __construct(array $configuration, $plugin_id, $plugin_definition) {
      $this->configuration = $configuration + $this->defaultConfiguration();
    }
    public function defaultConfiguration() {
      return [];
    }
    protected function t($text, array $arguments = []) {
      return new \Drupal\Core\StringTranslation\TranslatableMarkup($text, $arguments);
    }
  }
}

namespace Drupal\filter\Attribute {
  #[\Attribute(\Attribute::TARGET_CLASS)]
  class Filter {
    public function __construct(public readonly string $id, public readonly \Drupal\Core\StringTranslation\TranslatableMarkup $title, public readonly int $type, public readonly ?\Drupal\Core\StringTranslation\TranslatableMarkup $description = NULL, public readonly int $weight = 0, public readonly bool $status = FALSE, public readonly array $settings = []) {}
  }
}

namespace Drupal\filter {
  class FilterProcessResult {
    public array $tags = [];
    public function __construct(private $text = '') {}
    public function addCacheableDependency($on): static {
      $this->tags = [...$this->tags, ...$on->getCacheTags()];
      return $this;
    }
    public function getProcessedText() {
      return $this->text;
    }
  }
}

namespace Drupal\filter\Plugin {
  interface FilterInterface {
    const TYPE_TRANSFORM_IRREVERSIBLE = 3;
    public function process($text, $langcode);
  }
  abstract class FilterBase implements FilterInterface {
    public $settings = [];
    public function __construct(array $configuration, $plugin_id, $plugin_definition) {}
  }
}

namespace Drupal\Component\Utility {
  class Html {
    public static function load($html) {
      $reader = new \Masterminds\HTML5(['disable_html_ns' => TRUE, 'encoding' => 'UTF-8']);
      return $reader->loadHTML('<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /></head><body>' . $html . '</body></html>');
    }
    public static function serialize(\DOMDocument $document) {
      $writer = new \Masterminds\HTML5(['disable_html_ns' => TRUE, 'encode_entities' => FALSE]);
      $html = '';
      foreach ($document->getElementsByTagName('body')->item(0)->childNodes as $node) {
        $html .= $writer->saveHTML($node);
      }
      return $html;
    }
  }
}

namespace Drupal\Core {
  class Url {
    private function __construct(private string $address) {}
    public static function fromUri(string $address): static {
      return new static($address);
    }
    public static function fromRoute(string $name): static {
      return new static('/' . $name);
    }
    public function toString(): string {
      return $this->address;
    }
  }
}

namespace Drupal\Core\Form {
  interface FormStateInterface {}
  class FormState implements FormStateInterface {
    public array $errors = [];
    public function __construct(public array $values) {}
    public function getValue($name) {
      return $this->values[$name] ?? NULL;
    }
    public function setErrorByName($name, $message = ''): void {
      $this->errors[$name] ??= (string) $message;
    }
    public function setError(array &$element, $message = ''): void {
      $this->errors[$element['#name']] ??= (string) $message;
    }
  }
  abstract class ConfigFormBase {
    public function __construct(private \Drupal\Core\Config\ImmutableConfig $stored) {}
    protected function config($name) {
      return $this->stored;
    }
    protected function t($text, array $arguments = []) {
      return new \Drupal\Core\StringTranslation\TranslatableMarkup($text, $arguments);
    }
    public function buildForm(array $form, FormStateInterface $form_state) {
      return $form;
    }
    public function validateForm(array &$form, FormStateInterface $form_state) {}
    public function submitForm(array &$form, FormStateInterface $form_state) {}
  }
}

namespace {

  use Drupal\Core\Config\ConfigCrudEvent;
  use Drupal\Core\Config\ImmutableConfig;
  use Drupal\Core\Form\FormState;
  use Drupal\Core\StringTranslation\TranslatableMarkup;
  use Drupal\forthright\Embeds;
  use Drupal\forthright\EventSubscriber\ConfigSubscriber;
  use Drupal\forthright\Form\SettingsForm;
  use Drupal\forthright\Lists;
  use Drupal\forthright\Plugin\Block\FrameBlock;
  use Drupal\forthright\Plugin\Block\LinksBlock;
  use Drupal\forthright\Plugin\Filter\EmbedsFilter;
  use Drupal\forthright\Settings;
  use Symfony\Component\Yaml\Yaml;

  $libraries = $argv[1] ?? '';
  $module = dirname(__DIR__, 2) . '/www/packages/drupal/forthright';
  spl_autoload_register(static function (string $class) use ($module, $libraries): void {
    $folders = ['Drupal\\forthright\\' => "$module/src/", 'Masterminds\\' => "$libraries/Masterminds/", 'Symfony\\Component\\Yaml\\' => "$libraries/Symfony/Component/Yaml/", 'Twig\\' => "$libraries/Twig/"];
    foreach ($folders as $prefix => $folder) {
      $file = $folder . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
      if (str_starts_with($class, $prefix) && is_file($file)) {
        require $file;
      }
    }
  });
  foreach (['Masterminds\HTML5', 'Symfony\Component\Yaml\Yaml', 'Twig\Environment'] as $class) {
    class_exists($class) || exit("Cannot run: there is no $class in “{$libraries}”\n");
  }

  final class Services implements \Symfony\Component\DependencyInjection\ContainerInterface {
    public array $all = [];
    public function get(string $id) {
      return $this->all[$id];
    }
  }
  final class Drupal {
    public static Services $services;
    public static string $route = 'entity.node.canonical';
    public static function service(string $id) {
      return self::$services->get($id);
    }
    public static function routeMatch() {
      return new class { public function getRouteName() { return Drupal::$route; } };
    }
  }
  function t(string $text, array $arguments = []): TranslatableMarkup {
    return new TranslatableMarkup($text, $arguments);
  }
  function escape(mixed $text): string {
    return htmlspecialchars((string) $text, ENT_QUOTES);
  }
  /** Renders what the module makes. */
  function render(array $build): string {
    $attributes = '';
    foreach ($build['#attributes'] ?? [] as $name => $value) {
      $attributes .= $value === FALSE ? '' : ($value === TRUE ? " $name" : sprintf(' %s="%s"', $name, escape($value)));
    }
    $inside = '';
    foreach ($build as $name => $part) {
      $inside .= !str_starts_with((string) $name, '#') && is_array($part) ? render($part) : '';
    }
    return match ($build['#type'] ?? '') {
      'html_tag' => "<{$build['#tag']}$attributes>$inside</{$build['#tag']}>",
      'link' => '<a href="' . escape($build['#url']->toString()) . "\"$attributes>" . escape($build['#title']) . '</a>' . ($build['#suffix'] ?? ''),
      'inline_template' => (new \Twig\Environment(new \Twig\Loader\ArrayLoader(['t' => $build['#template']]), ['autoescape' => 'html']))->render('t', $build['#context']),
      default => $inside,
    };
  }

  [$passed, $failed] = [0, 0];
  $tried = static function (string $what, callable $how) use (&$passed, &$failed): void {
    try {
      $how();
      $passed++;
      echo "ok    $what\n";
    }
    catch (\Throwable $error) {
      $failed++;
      echo "FAIL  $what\n      ", str_replace("\n", "\n      ", $error->getMessage()), "\n      ", basename($error->getFile()), ':', $error->getLine(), "\n";
    }
  };
  $same = static function (mixed $found, mixed $wanted): void {
    $found === $wanted || throw new \RuntimeException('found ' . var_export($found, TRUE) . "\nwanted " . var_export($wanted, TRUE));
  };
  set_error_handler(static fn(int $level, string $text) => throw new \ErrorException($text));

  // A service for each request, as the container has it.
  $config = new ImmutableConfig(Yaml::parseFile("$module/config/install/forthright.settings.yml"));
  $factory = new class($config) implements \Drupal\Core\Config\ConfigFactoryInterface {
    public function __construct(private ImmutableConfig $config) {}
    public function get($name) {
      return $this->config;
    }
  };
  $settings = new Settings($factory);
  $embeds = new Embeds($settings);
  Drupal::$services = new Services();
  Drupal::$services->all = [
    'forthright.settings' => $settings,
    'forthright.embeds' => $embeds,
    'router.admin_context' => new class { public bool $is = FALSE; public function isAdminRoute() { return $this->is; } },
  ];
  require "$module/forthright.module";
  require "$module/forthright.install";

  // The files.
  $tried('every YAML file can be read, and names what is there', static function () use ($module, $same): void {
    foreach (glob("$module/{*,config/*/*}.yml", GLOB_BRACE) as $file) {
      is_array(Yaml::parseFile($file)) || throw new \RuntimeException($file);
    }
    foreach (Yaml::parseFile("$module/forthright.services.yml")['services'] as $service) {
      is_string($service) || class_exists($service['class']) || throw new \RuntimeException($service['class']);
    }
    $route = Yaml::parseFile("$module/forthright.routing.yml")['forthright.settings'];
    class_exists($route['defaults']['_form']) || throw new \RuntimeException('no form');
    $same($route['requirements']['_permission'], array_key_first(Yaml::parseFile("$module/forthright.permissions.yml")));
  });
  $tried('the schema has what is installed, and nothing else', static function () use ($module, $same): void {
    $schema = Yaml::parseFile("$module/config/schema/forthright.schema.yml");
    $installed = Yaml::parseFile("$module/config/install/forthright.settings.yml");
    $same(array_keys($installed), array_keys($schema['forthright.settings']['mapping']));
    $kinds = ['string' => 'is_string', 'boolean' => 'is_bool', 'sequence' => 'is_array'];
    foreach ($schema['forthright.settings']['mapping'] as $name => $about) {
      $kinds[$about['type']]($installed[$name]) || throw new \RuntimeException($name);
    }
    $same(array_keys($installed['hosts'][0]), array_keys($schema['forthright.waiting']['mapping']));
    $same(array_keys($schema['block.settings.forthright_frame']['mapping']), ['kind', 'form', 'audience', 'frame_title']);
  });
  $tried('the plugins say what they are', static function () use ($same): void {
    foreach ([FrameBlock::class => 'forthright_frame', LinksBlock::class => 'forthright_links', EmbedsFilter::class => 'forthright_embeds'] as $class => $id) {
      $same((new \ReflectionClass($class))->getAttributes()[0]->newInstance()->id, $id);
    }
  });

  // Before it is filled in.
  $tried('before it is filled in, the module changes nothing and the status report says so', static function () use ($same, $embeds, $settings): void {
    $same(forthright_library_info_build(), []);
    $attachments = [];
    forthright_page_attachments($attachments);
    $same($attachments['#attached'] ?? NULL, NULL);
    $same($attachments['#cache']['tags'], ['config:forthright.settings']);
    $bottom = [];
    forthright_page_bottom($bottom);
    $same(render($bottom), '');
    $filter = new EmbedsFilter([], 'forthright_embeds', [], $settings, $embeds);
    $same($filter->process('<iframe src="https://www.youtube.com/embed/1"></iframe>', 'en')->getProcessedText(), '<iframe src="https://www.youtube.com/embed/1"></iframe>');
    $same(array_keys(forthright_requirements('runtime')), ['forthright']);
  });

  // The form.
  $field = static fn(string $name): array => ['#title' => $name];
  $form = array_map($field, array_combine(['libraries', 'head', 'hosts'], ['libraries', 'head', 'hosts']));
  $page = new SettingsForm($config);
  $good = [
    'origin' => 'https://Privacy.example.ac.uk/', 'site' => 'main', 'theme' => 'dark', 'position' => 'centre', 'language' => '', 'footer_links' => 1, 'remote_video' => 1,
    'libraries' => "example/tracker = statistics\n\n# a note\nexample/more=insight", 'head' => 'example_snippet = statistics',
    'hosts' => "https://WWW.YouTube.com = vidstream\nplayer.vimeo.com\nwww.google.com/maps\n*.example.org = marketing",
  ];
  foreach ([
    ['origin', 'http://privacy.example.ac.uk'], ['origin', 'javascript:alert(1)'], ['origin', 'https://privacy.example.ac.uk/path'], ['origin', 'https://a@b.example'],
    ['origin', 'https://a.example?b'], ['origin', 'https://a.example"onload=x'], ['origin', 'https://a.example\\@b.example'],
    ['site', '"><script>'], ['language', '</textarea>'], ['libraries', 'example/tracker'], ['libraries', 'tracker = statistics'], ['libraries', 'forthright/loader = media'],
    ['libraries', 'a/b = necessary'], ['head', '"x" = statistics'], ['hosts', '"><img src=x onerror=alert(1)>'], ['hosts', 'localhost'], ['hosts', 'a.example = b = c'],
  ] as [$name, $value]) {
    $tried("the form refuses $name: $value", static function () use ($page, $form, $good, $name, $value, $same): void {
      $state = new FormState([$name => $value] + $good);
      $page->validateForm($form, $state);
      $same(array_keys($state->errors), [$name]);
      str_contains($state->errors[$name], '<') && throw new \RuntimeException('not escaped: ' . $state->errors[$name]);
    });
  }
  $tried('good settings are kept, and shown as they were written', static function () use ($page, $form, $good, $config, $same): void {
    $state = new FormState($good);
    $page->validateForm($form, $state);
    $same($state->errors, []);
    $page->submitForm($form, $state);
    $same([$config->get('origin'), $config->get('site'), $config->get('language')], ['https://privacy.example.ac.uk', 'main', 'auto']);
    $built = $page->buildForm([], $state);
    $same($built['hosts']['#default_value'], "www.youtube.com = vidstream\nplayer.vimeo.com\nwww.google.com/maps\n*.example.org = marketing");
    $same($built['libraries']['#default_value'], "example/tracker = statistics\nexample/more = insight");
  });
  $tried('other settings make the libraries anew', static function () use ($config, $same): void {
    $invalidator = new class implements \Drupal\Core\Cache\CacheTagsInvalidatorInterface {
      public array $tags = [];
      public function invalidateTags(array $tags) {
        $this->tags = $tags;
      }
    };
    (new ConfigSubscriber($invalidator))->changed(new ConfigCrudEvent($config));
    $same($invalidator->tags, ['library_info']);
    $same(array_keys(ConfigSubscriber::getSubscribedEvents()), ['config.save', 'config.delete']);
  });

  // What a page gets.
  $tried('the loader is a library in the head, before all others, with what the settings say', static function () use ($same): void {
    $same(forthright_library_info_build(), ['loader' => ['header' => TRUE, 'js' => ['https://privacy.example.ac.uk/embed.js' => ['type' => 'external', 'minified' => TRUE, 'preprocess' => FALSE, 'weight' => -1000, 'attributes' => ['async' => TRUE, 'data-site' => 'main', 'data-theme' => 'dark', 'data-position' => 'centre']]]]]);
    $attachments = ['#attached' => ['library' => ['a/b']], '#cache' => ['tags' => ['x']]];
    forthright_page_attachments($attachments);
    $same($attachments['#attached']['library'], ['a/b', 'forthright/loader']);
    $same($attachments['#cache']['tags'], ['x', 'config:forthright.settings']);
    Drupal::service('router.admin_context')->is = TRUE;
    $attachments = [];
    forthright_page_attachments($attachments);
    Drupal::service('router.admin_context')->is = FALSE;
    $same($attachments['#attached'] ?? NULL, NULL);
  });
  $tried('a library that waits is no script, whatever it was', static function () use ($same): void {
    $libraries = ['tracker' => ['js' => ['a.js' => [], 'b.js' => NULL, 'https://c.example/c.js' => ['type' => 'external', 'attributes' => ['type' => 'module', 'id' => 'c']]]], 'free' => ['js' => ['d.js' => []]]];
    forthright_library_info_alter($libraries, 'example');
    $same($libraries['tracker']['js']['a.js'], ['preprocess' => FALSE, 'attributes' => ['type' => 'text/plain', 'data-consent' => 'statistics']]);
    $same($libraries['tracker']['js']['b.js'], $libraries['tracker']['js']['a.js']);
    $same($libraries['tracker']['js']['https://c.example/c.js']['attributes'], ['type' => 'text/plain', 'data-consent' => 'statistics', 'data-type' => 'module', 'id' => 'c']);
    $same($libraries['free'], ['js' => ['d.js' => []]]);
    $other = ['tracker' => ['js' => ['a.js' => []]]];
    forthright_library_info_alter($other, 'another');
    $same($other, ['tracker' => ['js' => ['a.js' => []]]]);
  });
  $tried('a script in the head waits by its key; other entries are as they were', static function () use ($same): void {
    $attachments = ['#attached' => ['html_head' => [
      [['#tag' => 'script', '#value' => 'track()'], 'example_snippet'],
      [['#tag' => 'meta', '#attributes' => ['name' => 'x']], 'example_snippet'],
      [['#tag' => 'script', '#value' => 'free()'], 'another'],
      [['#tag' => 'script', '#attributes' => ['type' => 'application/ld+json']], 'example_snippet'],
    ]]];
    $before = $attachments;
    forthright_page_attachments_alter($attachments);
    $before['#attached']['html_head'][0][0]['#attributes'] = ['type' => 'text/plain', 'data-consent' => 'statistics'];
    $before['#attached']['html_head'][3][0]['#attributes'] = ['type' => 'application/ld+json'];
    $same($attachments, $before);
  });
  $tried('the links and the word without JavaScript are at the end of the page', static function () use ($same): void {
    $bottom = [];
    forthright_page_bottom($bottom);
    $same(render($bottom), '<p class="forthright-links"><a href="https://privacy.example.ac.uk/cookies#main" data-forthright="preferences">Cookie choices</a> <a href="https://privacy.example.ac.uk/cookies#main" data-forthright="withdraw">Withdraw consent</a></p><noscript><p>JavaScript is off, so videos and anything else that needs your consent stay off as well. <a href="https://privacy.example.ac.uk/cookies#main">About cookies on this website</a></p></noscript>');
    $same($bottom['forthright']['#cache']['tags'], ['config:forthright.settings']);
  });

  // Embeds.
  foreach ([
    ['https://www.youtube.com/embed/1', 'vidstream'], ['HTTPS://WWW.YouTube.COM./embed/1', 'vidstream'], ['//www.youtube.com/embed/1', 'vidstream'],
    ["ht\ntps:\\\\www.youtube.com/embed/1", 'vidstream'], ['https://x@www.youtube.com:443/embed/1', 'vidstream'], ['https:www.youtube.com/embed/1', 'vidstream'],
    ['https://www.google.com/maps/embed?pb=1', 'media'], ['https://www.google.com/mapsx', ''], ['https://www.google.com/recaptcha', ''],
    ['https://a.b.example.org/x', 'marketing'], ['https://example.org/', 'marketing'], ['https://notexample.org/', ''], ['/www.youtube.com/embed/1', ''], ['https://www.youtube.com.evil.example/', ''],
  ] as [$address, $condition]) {
    $tried('what an address waits for: ' . json_encode($address), static fn() => $same($embeds->conditionFor($address), $condition));
  }
  $filter = new EmbedsFilter([], 'forthright_embeds', [], $settings, $embeds);
  $tried('formatted text: a frame of a listed host is in a template', static function () use ($filter, $same): void {
    $result = $filter->process('<p>One</p><iframe src="https://www.youtube.com/embed/1?a=1&amp;b=2" title="A &quot;film&quot;" width="560" height="315"></iframe><p>Two</p>', 'en');
    $same($result->getProcessedText(), '<p>One</p><template data-consent="vidstream" data-title="A &quot;film&quot;" data-width="560" data-height="315"><iframe src="https://www.youtube.com/embed/1?a=1&amp;b=2" title="A &quot;film&quot;" width="560" height="315"></iframe></template><p>Two</p>');
    $same($result->tags, ['config:forthright.settings']);
  });
  $tried('formatted text: players and scripts as well, each once; the rest as it was', static function () use ($filter, $same): void {
    $same($filter->process('<object data="//player.vimeo.com/1"><embed src="//player.vimeo.com/1"></object>', 'en')->getProcessedText(), '<template data-consent="media"><object data="//player.vimeo.com/1"><embed src="//player.vimeo.com/1"></object></template>');
    $same($filter->process('<script async src="https://x.example.org/w.js"></script>', 'en')->getProcessedText(), '<script async src="https://x.example.org/w.js" type="text/plain" data-consent="marketing"></script>');
    foreach (['<iframe src="https://free.example/"></iframe>', '<template data-consent="media"><iframe src="https://www.youtube.com/embed/1"></iframe></template>', '<p>iframe</p>', '<iframe data-consent="media" data-src="https://www.youtube.com/embed/1"></iframe>', '<!-- <iframe src="https://www.youtube.com/embed/1"></iframe> -->'] as $html) {
      $same($filter->process($html, 'en')->getProcessedText(), $html);
    }
  });
  $tried('formatted text: bad markup is read as a browser reads it', static function () use ($filter): void {
    foreach (["<iframe src=https://www.youtube.com/embed/1 title=it's></iframe>", '<IFRAME/src="https:\\\\www.youtube.com/embed/1"></IFRAME>', '<iframe src="https://www.youtube.com/embed/1">', "<iframe src='&#104;ttps://www.youtube.com/embed/1'></iframe>"] as $html) {
      str_starts_with($filter->process($html, 'en')->getProcessedText(), '<template data-consent="vidstream"') || throw new \RuntimeException($filter->process($html, 'en')->getProcessedText());
    }
  });
  $video = static fn(): array => ['element' => ['#formatter' => 'oembed'], 'items' => [['content' => ['#type' => 'html_tag', '#tag' => 'iframe', '#attributes' => ['src' => '/media/oembed?url=https%3A//www.youtube.com/watch%3Fv%3D1&max_width=0&hash=x', 'width' => 200, 'height' => 113, 'title' => 'A <film>']]]]];
  $tried('a remote video is in a template that says whose it is', static function () use ($video, $same): void {
    $variables = $video();
    forthright_preprocess_field($variables);
    $same(render($variables['items'][0]['content']), '<template data-consent="vidstream" data-title="A &lt;film&gt;" data-link="https://www.youtube.com/watch?v=1" data-provider="www.youtube.com" data-height="113"><iframe src="/media/oembed?url=https%3A//www.youtube.com/watch%3Fv%3D1&amp;max_width=0&amp;hash=x" width="200" height="113" title="A &lt;film&gt;"></iframe></template>');
    $same($variables['#cache'], ['tags' => ['config:forthright.settings'], 'contexts' => ['route.name']]);
  });
  $tried('a remote video is as it was in the editor, and where it need not wait', static function () use ($video, $config, $same): void {
    Drupal::$route = 'media.filter.preview';
    $variables = $video();
    forthright_preprocess_field($variables);
    Drupal::$route = 'entity.node.canonical';
    $same($variables['items'], $video()['items']);
    $config->set('remote_video', FALSE);
    $variables = $video();
    forthright_preprocess_field($variables);
    $config->set('remote_video', TRUE);
    $same($variables['items'], $video()['items']);
    $other = ['element' => ['#formatter' => 'string'], 'items' => [['content' => ['#tag' => 'iframe', '#attributes' => ['src' => 'x']]]]];
    $before = $other;
    forthright_preprocess_field($other);
    $same($other, $before);
  });

  // Blocks.
  $tried('the block prints the frame’s element and a link, escaped', static function () use ($settings, $same): void {
    $block = static fn(array $given): string => render((new FrameBlock($given, 'forthright_frame', [], $settings))->build());
    $same($block([]), '<div data-forthright="form" data-form="subject-access"><a href="https://privacy.example.ac.uk/forms/subject-access">Ask what we hold about you</a></div>');
    $same($block(['kind' => 'notices', 'audience' => 'students', 'frame_title' => '"><b>']), '<div data-forthright="notices" data-audience="students" data-title="&quot;&gt;&lt;b&gt;"><a href="https://privacy.example.ac.uk/notices/students">&quot;&gt;&lt;b&gt;</a></div>');
    $same($block(['kind' => 'track']), '<div data-forthright="track"><a href="https://privacy.example.ac.uk/track">Track your request</a></div>');
    foreach ([['kind' => 'x'], ['kind' => 'form', 'form' => '../x'], ['kind' => 'notices', 'audience' => 'a/b']] as $wrong) {
      $same($block($wrong), '');
    }
  });
  $tried('the block’s form refuses what is no id', static function () use ($settings, $same): void {
    $block = new FrameBlock([], 'forthright_frame', [], $settings);
    $form = ['form' => ['#name' => 'form'], 'audience' => ['#name' => 'audience']];
    foreach ([[['kind' => 'form', 'form' => 'A b'], ['form']], [['kind' => 'notices', 'audience' => '"'], ['audience']], [['kind' => 'rights', 'form' => ''], []]] as [$values, $errors]) {
      $state = new FormState($values);
      $block->blockValidate($form, $state);
      $same(array_keys($state->errors), $errors);
    }
    $block->blockSubmit($form, new FormState(['kind' => 'rights', 'form' => '', 'audience' => '', 'frame_title' => ' A ']));
    $same($block->configuration['frame_title'], 'A');
    $same(array_keys($block->blockForm([], new FormState([]))), ['kind', 'form', 'audience', 'frame_title']);
  });
  $tried('the block of the links', static function () use ($settings, $same): void {
    $build = (new LinksBlock([], 'forthright_links', [], $settings))->build();
    $same(render($build), '<a href="https://privacy.example.ac.uk/cookies#main" data-forthright="preferences">Cookie choices</a> <a href="https://privacy.example.ac.uk/cookies#main" data-forthright="withdraw">Withdraw consent</a> ');
    $same($build['#cache']['tags'], ['config:forthright.settings']);
  });
  $tried('what an import wrote wrongly is not used', static function () use ($config, $settings, $same): void {
    $kept = $config->data;
    $config->data = ['origin' => 'javascript:alert(1)', 'site' => ['x'], 'hosts' => [['name' => '"', 'condition' => 'media'], ['name' => 'a.example'], 'x', ['name' => 'b.example', 'condition' => 'media']], 'libraries' => 'x', 'theme' => '"'] + $kept;
    $same([$settings->origin(), $settings->site(), $settings->isReady(), $settings->waiting('hosts'), $settings->waiting('libraries')], ['', '', FALSE, ['b.example' => 'media'], []]);
    $config->data = $kept;
  });
  $tried('help is given on its own page', static function (): void {
    $match = new class implements \Drupal\Core\Routing\RouteMatchInterface {};
    (forthright_help('help.page.forthright', $match) !== '' && forthright_help('help.main', $match) === '') || throw new \RuntimeException('no help');
  });
  $tried('a list has an end', static function () use ($same): void {
    [$entries, $wrong] = Lists::read(implode("\n", array_map(static fn(int $n): string => "h$n.example", range(1, 400))), Lists::isPlace(...), 'media');
    $same([count($entries), count($wrong)], [300, 100]);
  });

  echo "$passed passed, $failed failed\n";
  exit($failed ? 1 : 0);
}
