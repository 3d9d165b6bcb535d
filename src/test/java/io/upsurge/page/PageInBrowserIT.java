package io.upsurge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.report.PlayedRuns;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page as a real browser shows it. Left out where there is no Chromium. */
class PageInBrowserIT {
    private static final String WORKLOAD = "#/workload/production/kube-system/aws-node/aws-node";

    @TempDir
    private static Path folder;

    private static JsonNode quiet;
    private static JsonNode open;
    private static JsonNode later;
    private static JsonNode over;
    private static Browser browser;
    private CannedApi api;

    @BeforeAll
    static void play() throws IOException {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "no Chromium here");
        Scenario scenario = new ScenarioFiles().load("cni-1.16.3");
        quiet = at(scenario, Duration.ofMinutes(70));
        open = at(scenario, Duration.ofMinutes(87));
        later = at(scenario, Duration.ofMinutes(89));
        over = at(scenario, Duration.ofMinutes(178));
        browser = new Browser(chromium.get(), folder);
    }

    private static JsonNode at(Scenario scenario, Duration since) {
        return PlayedRuns.until(scenario, scenario.start().plus(since).toEpochMilli());
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        browser.forget();
        browser.size(1200, 1600);
        api = new CannedApi();
    }

    @AfterEach
    void shouldComplainOfNothingAndAskNobodyElse() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(request -> request.startsWith(api.address("").toString()));
        browser.forget();
        api.close();
    }

    @Test
    void shouldShowWhatTheOverviewSays() {
        api.show(later);
        browser.open(api.address(""));
        JsonNode found = later.get("found").get(0);
        JsonNode move = later.get("workloads").get(0).get("moves").get(0);
        JsonNode census = later.get("workloads")
                .get(0)
                .get("census")
                .get("byVersion")
                .get(move.get("to").asInt());
        int moved = census.get(census.size() - 1).asInt();
        assertThat(browser.text("document.querySelector('h1').textContent"))
                .isEqualTo(found.get("title").asText());
        assertThat(browser.text("document.title")).isEqualTo("\u25b2 1 open \u00b7 Upsurge");
        assertThat(figure("Open")).startsWith("1");
        assertThat(figure("Blind")).startsWith("0");
        assertThat(figure("Judged")).contains("of " + later.get("keys").size());
        assertThat(figure("Ratio"))
                .startsWith(String.format(
                        java.util.Locale.ROOT, "%.1fx", found.get("ratio").asDouble()));
        assertThat(figure("At full roll-out"))
                .startsWith(String.format(
                        java.util.Locale.ROOT, "%.1f/s", found.get("projected").asDouble()));
        assertThat(moved).isBetween(1, 59);
        assertThat(browser.text("document.querySelector('[role=progressbar]').getAttribute('aria-valuetext')"))
                .isEqualTo(moved + " of 60 nodes");
        browser.until("document.querySelector('.pulse').textContent.startsWith('live')");
        assertThat(browser.text("document.querySelector('.pulse').textContent")).contains("judged through 09:2");
        assertThat(browser.value("document.getElementById('banner').hidden").asBoolean())
                .isTrue();
    }

    private static String figure(String name) {
        return browser.text("[...document.querySelectorAll('.figures dt, .short dt')].find((dt) => dt.textContent === '"
                + name + "').nextElementSibling.textContent");
    }

    @Test
    void shouldSayThatNothingIsOpenAndWhatWasJudged() {
        api.show(quiet);
        browser.open(api.address(""));
        assertThat(browser.text("document.querySelector('.verdict').innerText"))
                .contains(
                        "All quiet",
                        "Nothing is open",
                        "16 keys of 1 workload on 60 nodes watched through 2024-02-26 09:",
                        "no node has changed its version, so there is nothing to judge");
    }

    @Test
    void shouldSayThatNothingHasBeenJudged() {
        browser.open(api.address(""));
        assertThat(browser.text("document.querySelector('.verdict').innerText"))
                .contains("Nothing has been judged yet", "No node of a watched DaemonSet has been scraped yet");
    }

    @Test
    void shouldShowANewAnomalyWithoutReloadAndAnnounceItOnce() {
        api.show(quiet);
        browser.open(api.address(""));
        browser.value("void (globalThis.mark = 'still here', globalThis.said = [], new MutationObserver(() => "
                + "said.push(document.getElementById('announce').textContent)).observe("
                + "document.getElementById('announce'), { childList: true, characterData: true, subtree: true }))");
        api.show(open);
        String title = open.get("found").get(0).get("title").asText();
        browser.until("document.querySelector('h1').textContent === " + quoted(title));
        api.show(later);
        browser.until("document.querySelector('.pulse').textContent.includes('09:28')");
        assertThat(browser.text("mark")).isEqualTo("still here");
        assertThat(browser.value("said")).hasSize(1);
        assertThat(browser.text("said[0]")).isEqualTo("New: " + title + ".");
        api.show(over);
        browser.until("document.querySelector('h1').textContent === 'Nothing is open'");
        assertThat(browser.text("document.getElementById('announce').textContent"))
                .isEqualTo("An anomaly is over.");
    }

    @Test
    void shouldShowARunAndKeepWhatTheReaderDidWhenItGoesOn() {
        api.show(open);
        browser.open(api.address(WORKLOAD));
        assertThat(browser.value("document.querySelectorAll('.u-over').length").asInt())
                .isEqualTo(3);
        assertThat(browser.value("document.querySelectorAll('.multiples button').length")
                        .asInt())
                .isEqualTo(open.get("keys").size());
        open.get("found").get(0).get("facts").forEach(fact -> assertThat(browser.text("document.body.innerText"))
                .contains(fact.get("name").asText()));
        assertThat(tableRows()).isEqualTo(60);
        browser.value("document.querySelectorAll('details.table .scrolls')[0].scrollTop = 300");
        browser.value("document.querySelectorAll('details.table th button')[1].click()");
        browser.value("document.getElementById('ratio').scrollIntoView()");
        browser.value("document.querySelector('#detail .plot[tabindex]').focus({ preventScroll: true })");
        browser.press("ArrowRight");
        browser.press("+");
        String zoomed = zoom();
        double top = top("ratio");
        String read = browser.text("document.activeElement.nextElementSibling.textContent");
        assertThat(read).contains("UTC: v1.16.2");

        api.show(later);
        browser.until("document.querySelector('.pulse').textContent.includes('09:28')");
        browser.until("document.querySelector('.eyebrow').textContent.includes('09:28')");
        assertThat(top("ratio")).isBetween(top - 1, top + 1);
        assertThat(browser.value("document.querySelector('details.table').open").asBoolean())
                .isTrue();
        assertThat(browser.text("document.querySelectorAll('details.table th')[1].ariaSort"))
                .isEqualTo("ascending");
        assertThat(browser.value("document.activeElement.matches('#detail .plot')")
                        .asBoolean())
                .isTrue();
        assertThat(browser.text("document.activeElement.nextElementSibling.textContent"))
                .isEqualTo(read);
        assertThat(zoom()).isEqualTo(zoomed);
        browser.press("Escape");
        assertThat(zoom()).isNotEqualTo(zoomed);
    }

    private static int tableRows() {
        browser.value("document.querySelector('details.table summary').click()");
        browser.until("document.querySelectorAll('details.table tbody tr').length > 0");
        return browser.value("document.querySelectorAll('details.table tbody tr').length")
                .asInt();
    }

    private static String zoom() {
        return browser.text("JSON.stringify(document.querySelector('#detail .plot[tabindex]').plot.scales.x)");
    }

    private static double top(String id) {
        return browser.value("document.getElementById('" + id + "').getBoundingClientRect().top")
                .asDouble();
    }

    @Test
    void shouldWaitForTheReaderToLetGoOfASelection() {
        api.show(open);
        browser.open(api.address(WORKLOAD));
        browser.value("getSelection().selectAllChildren(document.querySelector('dl.facts dd'))");
        String selected = browser.text("getSelection().toString()");
        api.show(later);
        browser.until("document.querySelector('.pulse').textContent.includes('09:28')");
        assertThat(browser.text("getSelection().toString()"))
                .isEqualTo(selected)
                .isNotEmpty();
        browser.value("getSelection().removeAllRanges()");
        browser.until("document.querySelector('.eyebrow').textContent.includes('09:28')");
    }

    @Test
    void shouldSayHowOldTheLastWordIs() {
        api.show(quiet);
        browser.open(api.address(""));
        api.lag(Duration.ofMinutes(12).toMillis());
        browser.until("document.getElementById('banner').textContent.startsWith('The last word is 12 min old')");
        api.lag(Duration.ofMinutes(1).toMillis());
        browser.until("document.getElementById('banner').hidden");
        api.fail(true);
        browser.until("document.getElementById('banner').textContent.startsWith('it is away. What is shown here is')");
        assertThat(browser.text("document.querySelector('h1').textContent")).isEqualTo("Nothing is open");
        api.fail(false);
        browser.until("document.getElementById('banner').hidden");
        browser.forgive("503");
    }

    @Test
    void shouldShowAnAnomalyByItsAddressWithCommandsToTakeAlong() {
        api.show(later);
        String id = later.get("found").get(0).get("id").asText();
        browser.open(api.address("#/anomaly/" + id));
        assertThat(browser.value("[...document.querySelectorAll('.command pre')].map((pre) => pre.textContent)"))
                .extracting(JsonNode::asText)
                .contains("upsurge explain " + id, "kubectl -n kube-system rollout undo daemonset/aws-node");
        assertThat(browser.text("document.querySelector('#key').selectedOptions[0].text"))
                .startsWith("GetMetadata");
        assertThat(browser.value("document.querySelectorAll('.u-over').length").asInt())
                .isEqualTo(3);
    }

    @Test
    void shouldShowAnAnomalyThatIsOver() {
        api.show(over);
        JsonNode found = over.get("found").get(0);
        browser.open(api.address("#/anomaly/" + found.get("id").asText()));
        assertThat(browser.text("document.querySelector('h1').textContent"))
                .isEqualTo(found.get("title").asText());
        assertThat(browser.text("document.querySelector('.eyebrow').textContent"))
                .contains("rolled back");
        assertThat(browser.text("document.getElementById('main').innerText"))
                .contains("upsurge explain", "Roll-out by node");
    }

    @Test
    void shouldKeepFiltersOfEventsInTheAddress() {
        api.show(later);
        browser.open(api.address("#/events?level=certified"));
        browser.until("document.querySelector('[role=status].note').textContent === 'Nothing matches these filters.'");
        assertThat(browser.text("document.getElementById('filter-level').value"))
                .isEqualTo("certified");
        browser.value("const level = document.getElementById('filter-level'); level.value = ''; "
                + "level.dispatchEvent(new Event('change'))");
        browser.until("document.querySelectorAll('.event-list li').length === 1");
        assertThat(browser.text("location.hash")).isEqualTo("#/events");
    }

    @Test
    void shouldBeUsableWithAKeyboard() {
        api.show(later);
        browser.open(api.address(""));
        browser.press("Tab");
        assertThat(browser.text("document.activeElement.textContent")).isEqualTo("Skip to the verdict");
        browser.press("Enter");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("main");
        browser.press("Tab");
        assertThat(browser.text("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.press("Enter");
        browser.until("location.hash.startsWith('#/anomaly/')");
        browser.until("document.activeElement.id === 'main' && document.querySelectorAll('.u-over').length === 3");
        assertThat(browser.value("[...document.querySelectorAll('button, select, input, a, canvas[role], [role=img], "
                        + "[role=region]')].filter((e) => !(e.textContent.trim() || e.ariaLabel || e.labels?.length))"
                        + ".map((e) => e.outerHTML)"))
                .isEmpty();
    }

    @Test
    void shouldShowHostileNamesAsText() {
        JsonNode hostile = PlayedRuns.hostile();
        api.show(hostile);
        browser.open(api.address(""));
        assertThat(browser.text("document.body.innerText")).contains("aws-<!--node", "{{data}}", "<v1>");
        JsonNode workload = hostile.get("workloads").get(0);
        StringBuilder place = new StringBuilder("#/workload");
        for (String name : new String[] {"cluster", "namespace", "daemonset", "container"}) {
            place.append('/')
                    .append(URLEncoder.encode(workload.get(name).asText(), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        browser.value("void (location.hash = " + quoted(place.toString()) + ")");
        browser.until("document.querySelectorAll('.multiples button').length === 1");
        assertThat(browser.text("document.body.innerText")).contains("c<b>", "</script><img src=x onerror=alert(1)>");
        assertThat(browser.value("document.querySelectorAll('img, script:not([src]), b:empty').length")
                        .asInt())
                .isZero();
        assertThat(browser.text("document.title")).endsWith("Upsurge");
    }

    @Test
    void shouldFitAPhone() {
        browser.size(390, 844);
        api.show(later);
        for (String place : new String[] {"", WORKLOAD, "#/events"}) {
            browser.open(api.address("?" + place.length() + place));
            assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                    .isEqualTo(390);
        }
    }

    @Test
    void shouldPrint() {
        api.show(later);
        browser.open(api.address(WORKLOAD));
        assertThat(browser.printedBytes()).isGreaterThan(20_000);
    }

    @Test
    void shouldShowFiveThousandNodes() {
        JsonNode large = enlarged(later, 5_000);
        api.show(enlarged(open, 5_000));
        browser.open(api.address(WORKLOAD));
        assertThat(browser.text("document.body.innerText")).contains("All 5,000 nodes");
        long before = System.nanoTime();
        api.show(large);
        browser.until("document.querySelector('.eyebrow').textContent.includes('09:28')");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(tableRows()).isEqualTo(5_000);
    }

    /** The same nodes again and again, under other names. */
    private static JsonNode enlarged(JsonNode run, int nodes) {
        JsonNode larger = run.deepCopy();
        ArrayNode all = (ArrayNode) larger.get("workloads").get(0).get("nodes");
        int few = all.size();
        for (int i = few; i < nodes; i++) {
            all.add(((ObjectNode) all.get(i % few).deepCopy()).put("name", "node-" + i));
        }
        return larger;
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }
}
