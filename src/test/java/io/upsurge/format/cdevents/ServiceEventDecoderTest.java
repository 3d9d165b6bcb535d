package io.upsurge.format.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.format.FormatException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceEventDecoderTest {
    private final ServiceEventDecoder decoder = new ServiceEventDecoder();

    private static String event(String type, String artifact) {
        return """
                {"context":{"version":"0.3.0","id":"1","source":"/cd","type":"%s","timestamp":"2024-02-26T08:00:00Z"},
                 "subject":{"id":"daemonset/aws-node","source":"/cd","type":"service","content":{
                   "environment":{"id":"prod","source":"/cd"},"artifactId":"%s"}},
                 "customData":{"namespace":"kube-system","container":"aws-node","nodes":["n1"]}}
                """.formatted(type, artifact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployed", "upgraded", "rolledback"})
    void shouldReadAnEvent(String kind) throws FormatException {
        String json = event(
                "dev.cdevents.service." + kind + ".0.1.1",
                "pkg:oci/cni@sha256%3Aab?repository_url=registry:5000/eks/cni&tag=v1.16.3-eksbuild.2");

        assertThat(decoder.decode(json))
                .isEqualTo(new ServiceChange(
                        kind,
                        "prod",
                        "daemonset/aws-node",
                        "registry:5000/eks/cni",
                        "v1.16.3-eksbuild.2",
                        "sha256:ab",
                        1_708_934_400_000L,
                        "kube-system",
                        "aws-node",
                        List.of("n1")));
    }

    @Test
    void shouldReadBothModesOfACloudEvent() throws FormatException {
        String type = "dev.cdevents.service.upgraded.0.1.1";
        String json = event(type, "pkg:oci/cni@v1");
        String structured = "{\"specversion\":\"1.0\",\"type\":\"" + type + "\",\"data\":" + json + "}";

        assertThat(decoder.decode(structured)).isEqualTo(decoder.decode(json));
        assertThat(decoder.decode(Map.of("Ce-Type", type), json)).isEqualTo(decoder.decode(json));
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:oci/cni@v1, cni, v1, ''",
        "pkg:docker/eks/cni@v1, eks/cni, v1, ''",
        "pkg:oci/cni@sha256%3Aab, cni, '', sha256:ab",
        "pkg:oci/cni?tag=v1, cni, v1, ''"
    })
    void shouldReadArtifacts(String purl, String image, String tag, String digest) throws FormatException {
        ServiceChange change = decoder.decode(event("dev.cdevents.service.deployed.0.1.1", purl));

        assertThat(List.of(change.image(), change.tag(), change.digest())).isEqualTo(List.of(image, tag, digest));
    }

    @ParameterizedTest
    @CsvSource({
        "dev.cdevents.service.removed.0.1.1, pkg:oci/cni@v1, its type is",
        "dev.cdevents.service.upgraded.0.1.1, cni:v1, not a package URL",
        "dev.cdevents.service.upgraded.0.1.1, pkg:oci/cni, neither a tag nor a digest",
        "dev.cdevents.service.upgraded.0.1.1, pkg:oci/cni@%zz, artifactId"
    })
    void shouldSayWhatItCannotUse(String type, String artifact, String why) {
        assertThatThrownBy(() -> decoder.decode(event(type, artifact)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(why);
    }

    @Property(tries = 500)
    void shouldRefuseAnythingElseWithAMessage(@ForAll String text) {
        assertThatThrownBy(() -> decoder.decode(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void shouldRefuseDepthAndLength() {
        assertThatThrownBy(() -> decoder.decode("[".repeat(10_000))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> decoder.decode(" ".repeat(ServiceEventDecoder.MAX_LENGTH + 1)))
                .isInstanceOf(FormatException.class);
    }
}
