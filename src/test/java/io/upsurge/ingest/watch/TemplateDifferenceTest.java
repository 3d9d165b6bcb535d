package io.upsurge.ingest.watch;

import static io.upsurge.ingest.watch.Fleet.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.RolloutFact;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemplateDifferenceTest {

    @Test
    void shouldShowTheTagAlone() {
        assertThat(agent("'image':'reg:5000/cni:v1'", "'image':'reg:5000/cni:v2'"))
                .containsExactly("image: v1 -> v2");
        assertThat(agent("'image':'a/cni:v1'", "'image':'b/cni:v1'")).containsExactly("image: a/cni:v1 -> b/cni:v1");
        assertThat(agent("'image':'cni:v1'", "'image':'cni@sha256:12'")).containsExactly("image: v1 -> @sha256:12");
    }

    @Test
    void shouldNameTheVariables() {
        assertThat(agent(
                        "'env':[{'name':'WARM','value':'1'},{'name':'OLD','value':'x'}]",
                        "'env':[{'name':'NEW','value':'7'},{'name':'WARM','value':'2'},{'name':'E'}]"))
                .containsExactly(
                        "env WARM: 1 -> 2", "env OLD: removed, was x", "env NEW: added, 7", "env E: added, empty");
    }

    @Test
    void shouldMaskWhatIsASecretByItsName() {
        assertThat(agent(
                        "'env':[{'name':'DB_PASSWORD','value':'hunter2'},{'name':'URL','value':'http://u:p@db/x'}]",
                        "'env':[{'name':'DB_PASSWORD','value':'hunter3'},{'name':'URL','value':'http://u:q@db/y'}]"))
                .containsExactly("env DB_PASSWORD: *** -> ***", "env URL: http://***@db/x -> http://***@db/y");
        assertThat(agent("'args':['--v=1','--api-token','abc']", "'args':['--v=1','--api-token','xyz','--secret=s3']"))
                .containsExactly("args: removed ***, added *** --secret=***");
        assertThat(agent("'command':['sh','-c','TOKEN=abc run']", "'command':['sh','-c','TOKEN=abd run']"))
                .containsExactly("command: removed TOKEN=*** run, added TOKEN=*** run");
    }

    @Test
    void shouldShowWhereAValueComesFrom() {
        assertThat(agent(
                        "'env':[{'name':'TOKEN','value':'abc'}]",
                        "'env':[{'name':'TOKEN','valueFrom':{'secretKeyRef':{'name':'api','key':'tok'}}}]"))
                .containsExactly("env TOKEN: *** -> from secretKeyRef api/tok");
        assertThat(agent("", "'env':[{'name':'NODE','valueFrom':{'fieldRef':{'fieldPath':'spec.nodeName'}}}]"))
                .containsExactly("env NODE: added, from fieldRef spec.nodeName");
        assertThat(agent("'env':[{'name':'TOKEN','value':'from {a'}]", "'env':[{'name':'TOKEN','value':'b'}]"))
                .containsExactly("env TOKEN: *** -> ***");
    }

    @Test
    void shouldShowArgumentsThatCameAndWent() {
        assertThat(agent("'args':['-a','-b','-c']", "'args':['-a','-c','-d']"))
                .containsExactly("args: removed -b, added -d");
        assertThat(agent("'args':['-a','-b']", "'args':['-b','-a']")).containsExactly("args: in another order");
    }

    @Test
    void shouldShowResources() {
        assertThat(agent("'resources':{'requests':{'cpu':'25m'}}", "'resources':{'requests':{'cpu':'50m'}}"))
                .containsExactly("resources.requests.cpu: 25m -> 50m");
    }

    @Test
    void shouldShowWhatElseChangedInThePod() {
        assertThat(TemplateDifference.lines(
                        json("{'spec':{'containers':[{'name':'agent','image':'a:1'},{'name':'side','image':'s:1'}]}}"),
                        json("{'metadata':{'labels':{'app':'x'}},'spec':{'hostNetwork':true,'containers':["
                                + "{'name':'new','image':'n:1'},{'name':'agent','image':'a:2'},"
                                + "{'name':'side','image':'s:2'}],'initContainers':[{'name':'init','image':'i:1'}]}}"),
                        "agent"))
                .containsExactly(
                        "image: 1 -> 2",
                        "container new: added, image n:1",
                        "container side image: 1 -> 2",
                        "init container init: added, image i:1",
                        "pod labels.app: added, x",
                        "pod hostNetwork: added, true");
    }

    @Test
    void shouldStayWithinTheBoundsOfAFact() {
        String env = IntStream.range(0, 50)
                .mapToObj(i -> "{'name':'" + "V".repeat(300) + i + "','value':'" + "x".repeat(500) + "'}")
                .collect(Collectors.joining(","));

        List<String> lines = agent("", "'env':[" + env + "]");

        assertThat(lines).hasSize(RolloutFact.MAX_DIFFERENCES).allMatch(it -> it.length() <= 200);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("and 31 more");
    }

    @Test
    void shouldSayNothingOfEqualTemplates() {
        assertThat(agent("'image':'a:1'", "'image':'a:1'")).isEmpty();
    }

    private static List<String> agent(String from, String to) {
        return TemplateDifference.lines(template(from), template(to), "agent");
    }

    private static com.fasterxml.jackson.databind.JsonNode template(String fields) {
        String rest = fields.isEmpty() ? "" : "," + fields;
        return json("{'spec':{'containers':[{'name':'agent'" + rest + "}]}}");
    }
}
