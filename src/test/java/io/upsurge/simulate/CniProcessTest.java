package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are those counted by hand from the code of the CNI v1.16: six questions per interface, one of them 404. */
class CniProcessTest {
    private static final long MINUTE = 60_000;
    private static final long OPEN = 2_000;
    private static final Duration MINUTES_5 = Duration.ofMinutes(5);
    private static final Point ENIS = new Point(new SeriesId("awscni_eni_allocated", Map.of()), 3, false);
    private static final MetadataCalls V1_16 = new MetadataCalls(6, 1, 7, 2, 0, 0, 0.8, "");

    @ParameterizedTest
    @CsvSource({"1, 25, 34", "2, 37, 52", "3, 49, 70", "4, 61, 88", "8, 109, 160", "15, 193, 286"})
    void shouldCallAtStartAndInTheFirstMinuteAsCounted(int enis, int start, int firstMinute) {
        CniProcess process = starting(V1_16, Map.of(), enis);

        assertThat(metadata(process.points(OPEN, ENIS), "")).isEqualTo(start);
        assertThat(metadata(process.points(MINUTE, ENIS), "")).isEqualTo(firstMinute);
    }

    @ParameterizedTest
    @CsvSource({"1, 11, 1", "2, 17, 2", "3, 23, 3", "8, 53, 8"})
    void shouldCallSteadilyAsCounted(int enis, int perMinute, int notFoundPerMinute) {
        CniProcess process = starting(V1_16, Map.of(), enis);
        List<Point> before = process.points(10 * MINUTE, ENIS);
        List<Point> after = process.points(610 * MINUTE, ENIS);

        double reconcilesPerMinute = 60 / 62.5;
        double calls = (metadata(after, "") - metadata(before, "")) / 600.0;
        double notFound = (metadata(after, "404") - metadata(before, "404")) / 600.0;
        assertThat(calls).isCloseTo(4 + reconcilesPerMinute * (1 + 6 * enis), within(0.01 * perMinute));
        assertThat(calls).isCloseTo(perMinute, within(0.05 * perMinute));
        assertThat(notFound).isCloseTo(notFoundPerMinute, within(0.05 * notFoundPerMinute));
    }

    @Test
    void shouldAgreeWithTheWorkedExampleOfTenMinutesAtThreeInterfaces() {
        List<Point> points = starting(V1_16, Map.of(), 3).points(10 * MINUTE, ENIS);

        assertThat(metadata(points, "200")).isEqualTo(241);
        assertThat(metadata(points, "404")).isEqualTo(36);
    }

    @Test
    void shouldCallTwoToThreeTimesAsOftenWithoutPostponedReconciles() {
        MetadataCalls postponing = new MetadataCalls(6, 1, 7, 2, 0.75, 0, 0.8, "");

        double before = perMinute(postponing, 3);
        double after = perMinute(V1_16, 3);

        assertThat(before).isCloseTo(8.6, within(0.5));
        assertThat(after / before).isBetween(2.4, 2.8);
    }

    @Test
    void shouldFallToTheBackgroundCallsWhereTheReconcileIsStuck() {
        MetadataCalls stuck = new MetadataCalls(6, 1, 7, 2, 0, 3, 0.8, "");

        assertThat(perMinute(stuck, 3)).isCloseTo(4, within(0.01));
        assertThat(perMinute(stuck, 4)).isGreaterThan(25);
    }

    @Test
    void shouldCallMoreOftenFromAnAgeOn() {
        CniProcess process = starting(V1_16, Map.of(), new Course(1, MINUTES_5, Duration.ofHours(2), 3), 3);

        assertThat(perMinute(process, 10, 119)).isCloseTo(23, within(1.0));
        assertThat(perMinute(process, 121, 600)).isCloseTo(69, within(3.0));
    }

    @Test
    void shouldCallMoreOftenRightAfterTheStartAndThenLessAndLess() {
        CniProcess process = starting(V1_16, Map.of(), new Course(2, MINUTES_5, Duration.ZERO, 1), 3);

        assertThat(perMinute(process, 1, 4)).isBetween(32.0, 45.0);
        assertThat(perMinute(process, 8, 13)).isBetween(23.0, 29.0);
        assertThat(perMinute(process, 60, 600)).isCloseTo(22.3, within(0.6));
    }

    @Test
    void shouldFollowTheCourseOfTheAge() {
        Course course = new Course(2, MINUTES_5, Duration.ofHours(2), 3);

        assertThat(course.at(0)).isEqualTo(2);
        assertThat(course.at(5 * MINUTE)).isCloseTo(1.368, within(0.001));
        assertThat(course.at(119 * MINUTE)).isCloseTo(1, within(0.001));
        assertThat(course.at(120 * MINUTE)).isCloseTo(3, within(0.001));
        assertThat(Course.EVEN.at(0)).isEqualTo(1);
    }

    private static double perMinute(CniProcess process, int fromMinute, int toMinute) {
        double before = metadata(process.points(fromMinute * MINUTE, ENIS), "");
        return (metadata(process.points(toMinute * MINUTE, ENIS), "") - before) / (toMinute - fromMinute);
    }

    @Test
    void shouldCountAMetadata404AsAnErrorWhereToldSo() {
        MetadataCalls counting = new MetadataCalls(6, 1, 7, 2, 0, 0, 0.8, "EC2MetadataError");
        List<Point> points = starting(counting, Map.of(), 3).points(10 * MINUTE, ENIS);

        assertThat(value(points, "awscni_aws_api_error_count{api=\"GetMetadata\",error=\"EC2MetadataError\"}"))
                .isEqualTo(metadata(points, "404"));
    }

    @Test
    void shouldCountLatencyInWholeMillisecondsWithoutLosingTheMean() {
        List<Point> points = starting(V1_16, Map.of(), 3).points(600 * MINUTE, ENIS);

        double sum = value(points, "awscni_aws_api_latency_ms_sum{api=\"GetMetadata\",error=\"false\",status=\"200\"}");
        assertThat(sum).isEqualTo(Math.rint(sum));
        assertThat(sum / metadata(points, "200")).isCloseTo(0.8, within(0.001));
    }

    @Test
    void shouldCountFailedCallsAsErrorsOfTheirOwn() {
        ApiCalls calls =
                new ApiCalls(60, Duration.ZERO, 0, 100, Map.of("RequestLimitExceeded", 0.25), ApiCalls.CountedIn.BOTH);
        List<Point> points = starting(V1_16, Map.of("CreateTags", calls), 3).points(600 * MINUTE, ENIS);

        double ok = value(points, "awscni_aws_api_latency_ms_count{api=\"CreateTags\",error=\"false\",status=\"200\"}");
        double failed =
                value(points, "awscni_aws_api_latency_ms_count{api=\"CreateTags\",error=\"true\",status=\"503\"}");
        assertThat(failed / (ok + failed)).isCloseTo(0.25, within(0.02));
        assertThat(value(points, "awscni_ec2api_req_count{fn=\"CreateTags\"}")).isEqualTo(ok + failed);
        assertThat(value(points, "awscni_aws_api_error_count{api=\"CreateTags\",error=\"RequestLimitExceeded\"}"))
                .isEqualTo(failed);
    }

    @Test
    void shouldShowCallsOnlyWhereTheyAreCounted() {
        ApiCalls requests = new ApiCalls(0, Duration.ofSeconds(30), 0, 100, Map.of(), ApiCalls.CountedIn.REQUESTS);
        ApiCalls latency = new ApiCalls(0, Duration.ofSeconds(30), 0, 100, Map.of(), ApiCalls.CountedIn.LATENCY);
        List<Point> points =
                starting(V1_16, Map.of("A", requests, "B", latency), 3).points(10 * MINUTE, ENIS);

        assertThat(points.stream().map(point -> point.series().toString()))
                .contains("awscni_ec2api_req_count{fn=\"A\"}")
                .contains("awscni_aws_api_latency_ms_count{api=\"B\",error=\"false\",status=\"200\"}")
                .doesNotContain("awscni_ec2api_req_count{fn=\"B\"}")
                .noneMatch(series -> series.contains("api=\"A\""));
    }

    private static double perMinute(MetadataCalls calls, int enis) {
        CniProcess process = starting(calls, Map.of(), enis);
        double before = metadata(process.points(10 * MINUTE, ENIS), "");
        return (metadata(process.points(1210 * MINUTE, ENIS), "") - before) / 1200;
    }

    private static CniProcess starting(MetadataCalls metadata, Map<String, ApiCalls> calls, int enis) {
        return starting(metadata, calls, Course.EVEN, enis);
    }

    private static CniProcess starting(MetadataCalls metadata, Map<String, ApiCalls> calls, Course course, int enis) {
        Scenario calm = ScenarioText.with("");
        Dice dice = new Dice(1, enis);
        NodeNoise noise = new NodeNoise(Noise.NONE, new FleetLoad(calm, dice), dice, 0);
        CallSeries series = new CallSeries(new VersionCalls(Version.ofTag("v"), metadata, calls, course));
        return CniProcess.starting(series, enis, dice, noise, 0, OPEN);
    }

    private static double metadata(List<Point> points, String status) {
        return points.stream()
                .filter(point -> point.series().metric().equals("awscni_aws_api_latency_ms_count"))
                .filter(point -> point.series().label("api").equals("GetMetadata"))
                .filter(point -> point.series().label("status").contains(status))
                .mapToDouble(Point::value)
                .sum();
    }

    private static double value(List<Point> points, String series) {
        return points.stream()
                .filter(point -> point.series().toString().equals(series))
                .mapToDouble(Point::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series " + series + " in " + points));
    }
}
