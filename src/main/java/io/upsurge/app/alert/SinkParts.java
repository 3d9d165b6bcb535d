package io.upsurge.app.alert;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.upsurge.deliver.Channel;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.SinkSettings;
import io.upsurge.deliver.SinkSettings.Target;
import io.upsurge.deliver.alertmanager.Alertmanagers;
import io.upsurge.deliver.http.Authorization;
import io.upsurge.deliver.http.HttpChannel;
import io.upsurge.deliver.http.HttpSender;
import io.upsurge.deliver.http.PostFormat;
import io.upsurge.deliver.kubernetes.EventChannel;
import io.upsurge.deliver.message.CdEventsFormat;
import io.upsurge.deliver.message.PagerDutyFormat;
import io.upsurge.deliver.message.SlackFormat;
import io.upsurge.deliver.message.WebhookFormat;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** What sinks are made of. */
record SinkParts(LinkTemplates links, Supplier<Map<String, KubernetesClient>> clusters, Clock clock) {

    Alertmanagers alertmanagers(SinkSettings sink, Target.Alertmanager target) {
        return new Alertmanagers(target.urls(), target.resend(), sender(sink), sink.severities(), links, clock);
    }

    /** The way to any other side than Alertmanagers. */
    Channel channel(SinkSettings sink) {
        if (sink.target() instanceof Target.KubernetesEvents) {
            return new EventChannel(clusters.get(), links, clock);
        }
        return new HttpChannel(format(sink), sender(sink));
    }

    private PostFormat format(SinkSettings sink) {
        Target target = sink.target();
        if (target instanceof Target.Webhook webhook) {
            return new WebhookFormat(webhook.url(), webhook.secret(), links, clock);
        }
        if (target instanceof Target.PagerDuty pagerDuty) {
            return new PagerDutyFormat(
                    pagerDuty.url(), pagerDuty.routingKey(), pagerDuty.changeEvents(), sink.severities(), links);
        }
        if (target instanceof Target.Slack slack) {
            return new SlackFormat(slack.url(), links);
        }
        if (target instanceof Target.CdEvents cdEvents) {
            return new CdEventsFormat(cdEvents.url(), cdEvents.environment(), links);
        }
        throw new IllegalArgumentException("not told by single messages: " + target);
    }

    private HttpSender sender(SinkSettings sink) {
        SinkSettings.Credentials given = sink.credentials();
        Authorization authorization = given.token()
                .map(Authorization::bearer)
                .or(() -> given.user()
                        .map(user -> Authorization.basic(user, given.password().orElse(""))))
                .orElse(Authorization.NONE);
        return new HttpSender(sink.timeout(), authorization, clock);
    }
}
