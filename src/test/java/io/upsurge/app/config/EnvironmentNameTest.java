package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentNameTest {

    @ParameterizedTest
    @CsvSource({
        "kafka.bootstrap.servers, UPSURGE_KAFKA_BOOTSTRAP_SERVERS",
        "topics.replication-factor, UPSURGE_TOPICS_REPLICATION___FACTOR",
        "kafka.some_setting, UPSURGE_KAFKA_SOME__SETTING"
    })
    void shouldFollowTheRuleOfTheKafkaImage(String key, String variable) {
        assertThat(EnvironmentName.of(key)).isEqualTo(variable);
        assertThat(EnvironmentName.keyOf(variable)).contains(key);
    }

    @Property
    void shouldLeadFromAnyKeyToItsVariableAndBack(@ForAll("keys") String key) {
        assertThat(EnvironmentName.keyOf(EnvironmentName.of(key))).contains(key);
    }

    @Provide
    Arbitrary<String> keys() {
        Arbitrary<String> word = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<String> separator = Arbitraries.of(".", "-", "_");
        return word.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .flatMap(words -> separator.list().ofSize(words.size()).map(separators -> {
                    StringBuilder key = new StringBuilder(words.get(0));
                    for (int i = 1; i < words.size(); i++) {
                        key.append(separators.get(i)).append(words.get(i));
                    }
                    return key.toString();
                }));
    }

    @Test
    void shouldGiveEveryKnownKeyAVariableOfItsOwn() {
        List<String> keys = Stream.concat(
                        Keys.ROOT.paths().stream(),
                        Keys.SIGNALS.scope().paths().stream().map(path -> "signals.imds-get-metadata." + path))
                .toList();

        assertThat(keys.stream().map(EnvironmentName::of)).doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> assertThat(EnvironmentName.keyOf(EnvironmentName.of(key)))
                .contains(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPSURGE_", "UPSURGE_A____B", "UPSURGE_engine_window", "UPSURGE_A-B"})
    void shouldNotTakeAVariableThatTheRuleDoesNotMake(String variable) {
        assertThat(EnvironmentName.keyOf(variable)).isEmpty();
    }
}
