//! The bill of materials, in CycloneDX 1.5 (ECMA-424): what is compiled into the Worker and the bundles, with licence and
//! checksum, and apart from it, with scope `excluded`, the Node packages that only build and test. It holds no time and no
//! random number, so that the same sources have the same bill.

use crate::build::io;
use crate::place;
use crate::process::{Done, output};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

/// The packages whose dependencies are shipped.
const SHIPPED: [&str; 2] = ["forthright-functions", "forthright-widget-"];

/// Writes `dist/bom.cdx.json`.
pub fn write() -> Done {
    let metadata = output(
        Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
            .args(["--filter-platform", "wasm32-unknown-unknown"])
            .current_dir(place::root()),
    )?;
    let read = |name: &str| io(&place::root().join(name), fs::read_to_string(place::root().join(name)));
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let lock: toml::Value = toml::from_str(&read("Cargo.lock")?).map_err(|error| error.to_string())?;
    let node: Value = serde_json::from_str(&read("package-lock.json")?).map_err(|error| error.to_string())?;
    let text = serde_json::to_string_pretty(&bill(&metadata, &checksums(&lock), &node)).map_err(|e| e.to_string())?;
    let file = place::dist().join("bom.cdx.json");
    io(&file, fs::write(&file, text))
}

/// Name and version of a crate to the checksum of the registry.
type Checksums = BTreeMap<(String, String), String>;

fn checksums(lock: &toml::Value) -> Checksums {
    let text = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let packages = lock.get("package").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let entry =
        |package: &toml::Value| Some(((text(package, "name")?, text(package, "version")?), text(package, "checksum")?));
    packages.iter().filter_map(entry).collect()
}

fn bill(metadata: &Value, checksums: &Checksums, node: &Value) -> Value {
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let packages: BTreeMap<String, Value> =
        list(metadata, "packages").into_iter().map(|package| (text(&package, "id"), package)).collect();
    // Only what is linked: what builds or tests runs elsewhere.
    let linked = |node: &Value| -> Vec<String> {
        let is_linked = |dependency: &&Value| list(dependency, "dep_kinds").iter().any(|kind| kind["kind"].is_null());
        list(node, "deps").iter().filter(is_linked).map(|dependency| text(dependency, "pkg")).collect()
    };
    let graph: BTreeMap<String, Vec<String>> =
        list(&metadata["resolve"], "nodes").iter().map(|node| (text(node, "id"), linked(node))).collect();
    let is_root = |name: &str| SHIPPED.iter().any(|start| name.starts_with(start));
    let mut waiting: Vec<String> =
        packages.iter().filter(|(_, package)| is_root(&text(package, "name"))).map(|(id, _)| id.clone()).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        waiting.extend(graph.get(&id).cloned().unwrap_or_default().into_iter().filter(|next| !reached.contains(next)));
        reached.insert(id);
    }
    let address = |id: &String| packages.get(id).map(crate_address).unwrap_or_default();
    let shipped = reached.iter().filter_map(|id| packages.get(id)).map(|package| crate_of(package, checksums));
    let tools = node.get("packages").and_then(Value::as_object).into_iter().flatten().filter_map(tool);
    let dependencies = reached.iter().map(|id| {
        let on: BTreeSet<String> = graph.get(id).into_iter().flatten().map(address).collect();
        json!({"ref": address(id), "dependsOn": on})
    });
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "forthright", "name": "forthright", "version": env!("CARGO_PKG_VERSION")}},
        "components": shipped.chain(tools).collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    })
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn crate_address(package: &Value) -> String {
    format!("pkg:cargo/{}@{}", text(package, "name"), text(package, "version"))
}

fn crate_of(package: &Value, checksums: &Checksums) -> Value {
    let (name, version, address) = (text(package, "name"), text(package, "version"), crate_address(package));
    let mut component = json!({
        "type": "library", "bom-ref": address, "name": name, "version": version, "purl": address, "scope": "required",
        "licenses": [{"expression": text(package, "license").replace('/', " OR ")}],
    });
    // Ours have none.
    if let (Some(checksum), Some(object)) = (checksums.get(&(name, version)), component.as_object_mut()) {
        object.insert("hashes".to_owned(), json!([{"alg": "SHA-256", "content": checksum}]));
    }
    component
}

fn tool((path, package): (&String, &Value)) -> Option<Value> {
    let (_, name) = path.rsplit_once("node_modules/")?;
    let name = package.get("name").and_then(Value::as_str).unwrap_or(name);
    let (version, address) = (text(package, "version"), purl(name, &text(package, "version")));
    Some(json!({
        "type": "library", "bom-ref": format!("{address}#{path}"), "name": name, "version": version, "purl": address, "scope": "excluded",
        "licenses": [{"license": {"name": text(package, "license")}}],
    }))
}

/// A package's address; the `@` of a scope is written as the specification wants it.
fn purl(name: &str, version: &str) -> String {
    format!("pkg:npm/{}@{version}", name.replace('@', "%40"))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_has_what_is_linked_and_leaves_out_what_only_tests() {
        let package = |name: &str| json!({"id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0"});
        let on = |name: &str, kind: Value| json!({"pkg": name, "dep_kinds": [{"kind": kind}]});
        let packages = ["forthright-functions", "serde", "itoa", "proptest", "forthright-xtask"].map(package);
        let metadata = json!({
            "packages": packages,
            "resolve": {"nodes": [
                {"id": "forthright-functions", "deps": [on("serde", Value::Null), on("proptest", json!("dev"))]},
                {"id": "serde", "deps": [on("itoa", Value::Null)]}, {"id": "itoa", "deps": []},
            ]},
        });
        let sums = BTreeMap::from([(("serde".to_owned(), "1.0.0".to_owned()), "ab".to_owned())]);
        let node = json!({"packages": {"": {}, "node_modules/@types/node": {"version": "20.0.0", "license": "MIT"}}});
        let bill = bill(&metadata, &sums, &node);
        let names: Vec<String> = bill["components"].as_array().into_iter().flatten().map(|c| text(c, "purl")).collect();
        assert_eq!(
            names,
            [
                "pkg:cargo/forthright-functions@1.0.0",
                "pkg:cargo/itoa@1.0.0",
                "pkg:cargo/serde@1.0.0",
                "pkg:npm/%40types/node@20.0.0"
            ]
        );
        assert_eq!(bill["components"][2]["hashes"][0]["content"], "ab");
        assert_eq!(bill["components"][2]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(bill["dependencies"][0]["dependsOn"], json!(["pkg:cargo/serde@1.0.0"]));
    }
}
