// @ts-check
// The block "Privacy desk" in the editor: what to show is chosen beside it. WordPress prints it on the server, the same as the
// shortcode.

(() => {
  const { blocks, blockEditor, components, element, i18n } = /** @type {any} */ (window).wp;
  const { createElement: el, Fragment } = element;
  const { __ } = i18n;
  const KINDS = () => [
    { value: "form", label: __("A form", "forthright") },
    { value: "notices", label: __("What we hold about you", "forthright") },
    { value: "rights", label: __("Your rights", "forthright") },
    { value: "track", label: __("Track your request", "forthright") },
    { value: "deadlines", label: __("Work out when a reply is due", "forthright") },
    { value: "check", label: __("Check a photo of a document", "forthright") },
    { value: "links", label: __("Cookie choices and Withdraw consent", "forthright") },
  ];

  /** @param {{attributes: Record<string, string>, setAttributes: (change: Record<string, string>) => void}} given */
  const edit = ({ attributes, setAttributes }) => {
    const { kind } = attributes;
    /** @param {string} name @param {string} label @param {string} help */
    const text = (name, label, help) =>
      el(components.TextControl, { key: name, label, help, value: attributes[name] || "", onChange: (/** @type {string} */ value) => setAttributes({ [name]: value.trim() ? value : "" }) });
    const shown = KINDS().find(({ value }) => value === kind)?.label ?? kind;
    const detail = kind === "form" ? attributes.form : kind === "notices" ? attributes.audience : "";
    return el(
      Fragment,
      null,
      el(
        blockEditor.InspectorControls,
        null,
        el(
          components.PanelBody,
          { title: __("What to show", "forthright") },
          el(components.SelectControl, { label: __("Kind", "forthright"), value: kind, options: KINDS(), onChange: (/** @type {string} */ value) => setAttributes({ kind: value }) }),
          kind === "form" && text("form", __("Form", "forthright"), __("Its id, for example subject-access.", "forthright")),
          kind === "notices" && text("audience", __("Audience", "forthright"), __("Its id, for example students. Leave it empty for all.", "forthright")),
          kind !== "links" && text("title", __("Title", "forthright"), __("What the frame is called and the link says, if it is something else.", "forthright")),
        ),
      ),
      el(
        "div",
        blockEditor.useBlockProps(),
        el(components.Placeholder, {
          icon: "shield",
          label: [shown, detail].filter(Boolean).join(": "),
          instructions: __("Visitors see it here.", "forthright"),
        }),
      ),
    );
  };

  blocks.registerBlockType("forthright/frame", { edit, save: () => null });
})();
