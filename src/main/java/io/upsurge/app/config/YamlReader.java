package io.upsurge.app.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the configuration file into settings with their lines. It builds no objects from the file, descends only where the
 * known keys lead, and bounds size, depth and aliases, so that no file can make it grow.
 */
final class YamlReader {
    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 20;

    private final String file;
    private final Scope root;
    private final List<Problem> problems;
    private final List<Setting> settings = new ArrayList<>();
    private final List<Document.Item> items = new ArrayList<>();
    private final Map<String, Origin> seen = new HashMap<>();

    private YamlReader(String file, Scope root, List<Problem> problems) {
        this.file = file;
        this.root = root;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param file its name, for messages
     * @param text its content
     * @param root the keys that are known at its top
     * @param problems takes what is wrong with it
     * @return what could be read of it
     */
    static Document read(String file, String text, Scope root, List<Problem> problems) {
        YamlReader reader = new YamlReader(file, root, problems);
        reader.compose(text).ifPresent(reader::top);
        return new Document(file, root, reader.settings, reader.items);
    }

    private Optional<Node> compose(String text) {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(MAX_CHARACTERS);
        bounds.setMaxAliasesForCollections(MAX_ALIASES);
        bounds.setNestingDepthLimit(MAX_DEPTH);
        try {
            return Optional.ofNullable(new Yaml(bounds).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(Problem.at(Origin.file(file, line), "", "not YAML: " + e.getProblem(), ""));
        } catch (YAMLException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            problems.add(Problem.at(Origin.file(file, 0), "", "not YAML: " + why, ""));
        }
        return Optional.empty();
    }

    private void top(Node top) {
        if (top instanceof MappingNode mapping) {
            mapping(mapping, root, "", "");
        } else if (!isNothing(top)) {
            problems.add(Problem.at(at(top), "", "not a mapping of keys to values", "a mapping"));
        }
    }

    /** Reads a mapping of the scope; {@code within} is its place in the scope, {@code base} the place of the scope. */
    private void mapping(MappingNode mapping, Scope scope, String base, String within) {
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                problems.add(Problem.at(at(entry.getKeyNode()), base + within + '?', "a key that is not text", ""));
                continue;
            }
            String path = within + name.getValue();
            Origin first = seen.putIfAbsent(base + path, at(name));
            if (first != null) {
                problems.add(Problem.at(at(name), base + path, "given twice, first in line " + first.line(), "once"));
            } else {
                scope.list(path)
                        .ifPresentOrElse(
                                list -> list(entry.getValueNode(), list),
                                () -> entry(name, entry.getValueNode(), scope, base, path));
            }
        }
    }

    private void entry(ScalarNode name, Node value, Scope scope, String base, String path) {
        String within = path.substring(0, path.length() - name.getValue().length());
        if (name.getValue().contains(".") && !scope.takesAnyKey(within)) {
            problems.add(Problem.at(at(name), base + path, "a key with dots", "one level per part of the key"));
        } else if (scope.isSection(path)) {
            if (value instanceof MappingNode mapping) {
                mapping(mapping, scope, base, path + '.');
            } else if (!isNothing(value)) {
                problems.add(Problem.at(at(value), base + path, "a section, not a value", "a mapping of its keys"));
            }
        } else if (scope.knows(path)) {
            Optional<? extends ValueType<?>> type = scope.key(path).map(Key::type);
            boolean oneOrList =
                    type.filter(ValueType.NamesValue.class::isInstance).isPresent();
            boolean list = type.filter(ValueType.LabelsValue.class::isInstance).isPresent()
                    || (oneOrList && value instanceof SequenceNode);
            value(value, base + path, list);
        } else {
            List<String> names = new ArrayList<>(scope.paths());
            names.addAll(scope.sections());
            scope.lists().forEach(list -> names.add(list.path()));
            problems.add(Problem.unknown(at(name), base + path, NearestName.of(path, names)));
        }
    }

    private void value(Node value, String path, boolean list) {
        if (isNothing(value)) {
            problems.add(Problem.at(at(value), path, "no value", ""));
        } else if (list && isNames(value)) {
            String names = ((SequenceNode) value)
                    .getValue().stream()
                            .map(item -> ((ScalarNode) item).getValue())
                            .collect(Collectors.joining(","));
            settings.add(new Setting(path, names, at(value)));
        } else if (!list && value instanceof ScalarNode scalar) {
            settings.add(new Setting(path, scalar.getValue(), at(scalar)));
        } else if (list) {
            problems.add(Problem.at(at(value), path, "not a list of names", "a list such as [api, error]"));
        } else {
            String what = value instanceof MappingNode ? "a mapping" : "a list";
            String allowed = "one value; names with dots are written in one piece";
            problems.add(Problem.at(at(value), path, what + " where a value belongs", allowed));
        }
    }

    /** Whether it is a list of texts without commas, which join a list in overrides. */
    private static boolean isNames(Node node) {
        return node instanceof SequenceNode items
                && items.getValue().stream()
                        .allMatch(item ->
                                isText(item) && !((ScalarNode) item).getValue().contains(","));
    }

    private void list(Node value, ItemList list) {
        if (!(value instanceof SequenceNode sequence)) {
            problems.add(Problem.at(at(value), list.path(), "not a list", "a list of " + list.items()));
            return;
        }
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Node item = sequence.getValue().get(i);
            String place = list.path() + '[' + i + ']';
            if (item instanceof MappingNode mapping) {
                String path = list.id().isEmpty()
                        ? list.path() + '.' + i
                        : idOf(mapping, list).map(id -> list.path() + '.' + id).orElse(place);
                if (paths.add(path)) {
                    items.add(new Document.Item(list, path, at(item)));
                    mapping(mapping, list.scope(), path + '.', "");
                } else {
                    String id = list.id().map(Key::path).orElseThrow();
                    String why = "two " + list.items() + " have this " + id;
                    problems.add(Problem.at(at(item), path + '.' + id, why, "a unique " + id));
                }
            } else {
                problems.add(
                        Problem.at(at(item), place, "not a mapping", "a mapping of the keys of one " + list.item()));
            }
        }
    }

    private static Optional<String> idOf(MappingNode item, ItemList list) {
        return list.id().flatMap(key -> item.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key.path()))
                .map(NodeTuple::getValueNode)
                .filter(YamlReader::isText)
                .map(id -> ((ScalarNode) id).getValue())
                .filter(id -> id.matches(((ValueType.TextValue) key.type()).form()))
                .findFirst());
    }

    private static boolean isText(Node node) {
        return node instanceof ScalarNode && !isNothing(node);
    }

    private static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private Origin at(Node node) {
        return Origin.file(file, node.getStartMark().getLine() + 1);
    }
}
