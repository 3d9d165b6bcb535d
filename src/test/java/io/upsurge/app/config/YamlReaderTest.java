package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private static final Key<String> NAME =
            Key.required("name", new ValueType.TextValue("[a-z]+", "small letters"), "Its name.");
    private static final Key<String> PLACE = Key.of("at.place", ValueType.TextValue.ANY, "here", "Where it is.");
    private static final ItemList NAMED = new ItemList(
            "far.things", "thing", Scope.ofItem(List.of(NAME, PLACE)), Optional.of(NAME), false, "Things.");
    private static final ItemList COUNTED =
            new ItemList("inputs", "input", Scope.ofItem(List.of(PLACE)), Optional.empty(), false, "Inputs.");
    private static final Scope ROOT = new Scope(List.of(), List.of(), List.of(NAMED, COUNTED));

    private final List<Problem> problems = new ArrayList<>();

    private Document read(String text) {
        return YamlReader.read("f.yaml", text, ROOT, problems);
    }

    @Test
    void shouldAddressItemsByIdAlsoInAListWithinASection() {
        Document document = read("far:\n  things:\n  - {name: a, at: {place: x}}\n  - {name: b}\n");

        assertThat(problems).isEmpty();
        assertThat(document.items(NAMED))
                .extracting(Document.Item::path, item -> item.origin().line())
                .containsExactly(tuple("far.things.a", 3), tuple("far.things.b", 4));
        assertThat(document.settings())
                .extracting(Setting::path, Setting::text)
                .containsExactly(
                        tuple("far.things.a.name", "a"),
                        tuple("far.things.a.at.place", "x"),
                        tuple("far.things.b.name", "b"));
        assertThat(document.addresses()).containsExactly("far.things.a.at.place", "far.things.b.at.place");
    }

    @Test
    void shouldAddressItemsWithoutIdsByIndex() {
        Document document = read("inputs: [{at: {place: x}}, {at: {place: x}}]");

        assertThat(problems).isEmpty();
        assertThat(document.items(COUNTED)).extracting(Document.Item::path).containsExactly("inputs.0", "inputs.1");
        assertThat(document.items(NAMED)).isEmpty();
        assertThat(document.addresses("inputs.1.at.place")).isTrue();
        assertThat(EnvironmentName.keyOf("UPSURGE_INPUTS_1_AT_PLACE")).contains("inputs.1.at.place");
    }

    @Test
    void shouldSayWhatIsWrongWithAList() {
        read("""
                far:
                  things:
                  - {name: a}
                  - {name: a}
                  - x
                inputs: {at: {place: x}}
                input: []
                """);

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "f.yaml:4: far.things.a.name: two things have this name; allowed: a unique name",
                        "f.yaml:5: far.things[2]: not a mapping; allowed: a mapping of the keys of one thing",
                        "f.yaml:6: inputs: not a list; allowed: a list of inputs",
                        "f.yaml:7: input: unknown key; did you mean inputs?");
    }
}
