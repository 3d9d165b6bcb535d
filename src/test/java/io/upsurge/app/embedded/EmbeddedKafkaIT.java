package io.upsurge.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @TempDir
    private Path folder;

    @Test
    void shouldKeepRecordsAndClusterIdAcrossARestartOnTheSameFolder() throws Exception {
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            clusterId = createTopic(kafka);
            send(kafka, true, "committed");
            send(kafka, false, "aborted");
            assertThat(committed(kafka)).containsExactly("committed");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder);
                Admin admin = admin(kafka)) {
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(clusterId);
            send(kafka, true, "again");
            assertThat(committed(kafka)).containsExactly("committed", "again");
        }
    }

    @Test
    void shouldStartAgainAfterItWasKilled() throws Exception {
        Path running = Files.createDirectory(folder.resolve("running"));
        Path asKilled = folder.resolve("as-killed");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(running)) {
            createTopic(kafka);
            send(kafka, true, "written");
            // A transaction's end is in the partition only some time after it was promised.
            await().untilAsserted(() -> assertThat(committed(kafka)).containsExactly("written"));
            copy(running, asKilled);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(asKilled)) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(committed(kafka)).containsExactly("written"));
        }
    }

    @Test
    void shouldNotCreateTopicsByUse() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                Admin admin = admin(kafka);
                KafkaConsumer<String, String> consumer = consumer(kafka)) {
            assertThat(consumer.partitionsFor("nobody-made-this")).isEmpty();
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    void shouldLeaveNeitherPortNorFolderNorThreadBehind() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
        Path data = kafka.dataDir();
        int port = port(kafka);
        assertThat(data).isDirectory();
        assertThat(bind(port)).isFalse();

        kafka.close();
        kafka.close();

        assertThat(data).doesNotExist();
        assertThat(bind(port)).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("data-plane") || name.startsWith("kafka-"));
    }

    @Test
    void shouldRefuseAFolderThatAnotherBrokerUses() {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder);
        try (kafka) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessage("another broker uses the data folder " + folder);
        }
    }

    @Test
    void shouldUseTheGivenPortAndRefuseOneThatIsTaken() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, BrokerSettings.address())) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, port))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("port " + port + " cannot be used on 127.0.0.1");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port)) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void shouldChooseAgainWhenAPortIsTakenInBetween() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, BrokerSettings.address())) {
            Ports free = Ports.free();
            List<Ports> choices = List.of(
                    new Ports(free.client(), taken.getLocalPort()),
                    new Ports(taken.getLocalPort(), free.controller()),
                    Ports.free());
            try (EmbeddedKafka kafka = EmbeddedKafka.start(DataFolder.kept(folder), choices.iterator()::next)) {
                assertThat(port(kafka)).isEqualTo(choices.get(2).client());
                assertThat(createTopic(kafka)).isNotEmpty();
            }
        }
    }

    @Test
    void shouldSayWhichFolderCannotBeUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder", UTF_8);

        assertThatThrownBy(() -> EmbeddedKafka.start(file))
                .isInstanceOf(EmbeddedKafkaException.class)
                .hasMessageContaining("cannot use the data folder " + file);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static String createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void send(EmbeddedKafka kafka, boolean commit, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> committed(EmbeddedKafka kafka) {
        try (KafkaConsumer<String, String> consumer = consumer(kafka)) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            List<String> values = new ArrayList<>();
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(read.value());
                }
            }
            return values;
        }
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedKafka kafka) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static int port(EmbeddedKafka kafka) {
        return Integer.parseInt(kafka.bootstrapServers().split(":", 2)[1]);
    }

    private static boolean bind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(BrokerSettings.address(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
