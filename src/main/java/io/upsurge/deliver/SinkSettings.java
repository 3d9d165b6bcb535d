package io.upsurge.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A sink.
 *
 * @param name its name, unique among the sinks
 * @param target who is told
 * @param credentials what requests bring
 * @param routing which anomalies it is told of
 * @param updates which changes of them
 * @param severities how grave a level is called there
 * @param timeout how long a request may take
 * @param giveUpAfter after how long a change is dropped that is refused while others are taken
 */
public record SinkSettings(
        String name,
        Target target,
        Credentials credentials,
        Routing routing,
        Updates updates,
        Severities severities,
        Duration timeout,
        Duration giveUpAfter) {

    /** What the other side is. */
    public sealed interface Target {

        /**
         * Alertmanagers of one cluster.
         *
         * @param urls the address of each peer
         * @param resend time between two times that what is open is told
         */
        record Alertmanager(List<URI> urls, Duration resend) implements Target {
            /** Copies the addresses. */
            public Alertmanager {
                urls = List.copyOf(urls);
            }

            /** Without secrets. */
            @Override
            public String toString() {
                return "Alertmanager[" + urls.size() + " peers, resend=" + resend + ']';
            }
        }

        /**
         * A program of the user's own.
         *
         * @param url its address
         * @param secret what bodies are signed with
         */
        record Webhook(URI url, Optional<String> secret) implements Target {
            /** Without secrets. */
            @Override
            public String toString() {
                return "Webhook[" + url.getHost() + ']';
            }
        }

        /**
         * PagerDuty.
         *
         * @param url where events go
         * @param routingKey integration key
         * @param changeEvents whether roll-outs are told as change events
         */
        record PagerDuty(URI url, String routingKey, boolean changeEvents) implements Target {
            /** Without secrets. */
            @Override
            public String toString() {
                return "PagerDuty[" + url.getHost() + ", changeEvents=" + changeEvents + ']';
            }
        }

        /**
         * Slack, or what takes the same.
         *
         * @param url address of the incoming webhook
         */
        record Slack(URI url) implements Target {
            /** Without secrets. */
            @Override
            public String toString() {
                return "Slack[" + url.getHost() + ']';
            }
        }

        /**
         * A receiver of CDEvents.
         *
         * @param url its address
         * @param environment id of the environment; empty for the name of the cluster
         */
        record CdEvents(URI url, Optional<String> environment) implements Target {
            /** Without secrets. */
            @Override
            public String toString() {
                return "CdEvents[" + url.getHost() + ']';
            }
        }

        /** Events on the DaemonSets of the clusters that are watched. */
        record KubernetesEvents() implements Target {}
    }

    /**
     * What requests bring; at most one of token, or user and password.
     *
     * @param token bearer token
     * @param user user of basic authentication
     * @param password its password
     */
    public record Credentials(Optional<String> token, Optional<String> user, Optional<String> password) {
        /** Nothing. */
        public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty(), Optional.empty());

        /** Without secrets. */
        @Override
        public String toString() {
            return "Credentials[" + (token.isPresent() ? "token" : user.isPresent() ? "user" : "none") + ']';
        }
    }
}
