package io.upsurge.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOfImageTest {
    @ParameterizedTest
    @CsvSource({
        "amazon-k8s-cni:v1.16.3-eksbuild.2, '', amazon-k8s-cni, v1.16.3-eksbuild.2, ''",
        "registry:5000/eks/cni:v1, registry:5000/eks/cni@sha256:ab, registry:5000/eks/cni, v1, sha256:ab",
        "registry:5000/eks/cni, docker-pullable://registry:5000/eks/cni@sha256:ab, registry:5000/eks/cni, '', sha256:ab",
        "repo/cni:v1@sha256:cd, '', repo/cni, v1, sha256:cd",
        "repo/cni:v1@sha256:cd, repo/cni@sha256:ab, repo/cni, v1, sha256:ab",
        "repo/cni:v1, sha256:ab, repo/cni, v1, ''",
        "repo/cni, sha256:ab, repo/cni, '', sha256:ab",
        "sha256:ab, '', '', '', sha256:ab",
        "'', '', '', '', ''"
    })
    void shouldReadWhatIsRun(String image, String imageId, String repository, String tag, String digest) {
        assertThat(Version.ofImage(image, imageId, "r")).isEqualTo(new Version(repository, tag, digest, "r"));
    }
}
