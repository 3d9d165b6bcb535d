package io.upsurge.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting of the Kafka clients by which whoever writes the configuration reaches further than Kafka. The clients refuse some
 * of these too, but only when they are started, and not once a system property allows it.
 *
 * @param why what it opens
 * @param instead what is allowed
 */
record ClientHole(String why, String instead) {
    private static final List<String> LOGIN_MODULES = List.of("JndiLoginModule", "LdapLoginModule");
    private static final List<String> ADDRESSES = List.of(
            "sasl.oauthbearer.token.endpoint.url",
            "sasl.oauthbearer.jwks.endpoint.url",
            "bearer.auth.issuer.endpoint.url");
    private static final Pattern KINIT = Pattern.compile("(/[\\w.-]+)*/?kinit");

    /**
     * What a setting opens; empty if nothing is known.
     *
     * @param setting name, maybe with a prefix such as {@code producer.}
     * @param value its value
     */
    static Optional<ClientHole> in(String setting, String value) {
        if (setting.endsWith("sasl.jaas.config")) {
            return LOGIN_MODULES.stream()
                    .filter(module ->
                            value.contains(module) || JaasText.of(value).names(module))
                    .findFirst()
                    .map(module -> new ClientHole(
                            module + " asks a server that the value names, and runs what it answers (CVE-2023-25194)",
                            "a login module of Kafka or of the provider of the service"));
        }
        if (setting.endsWith("sasl.kerberos.kinit.cmd") && !KINIT.matcher(value).matches()) {
            return Optional.of(
                    new ClientHole("is a program that is run", "kinit, or where it is, such as /usr/bin/kinit"));
        }
        if (ADDRESSES.stream().anyMatch(setting::endsWith)
                && !value.strip().toLowerCase(Locale.ROOT).startsWith("https:")) {
            return Optional.of(new ClientHole(
                    "anything but https: reads files of this machine or sends secrets in the clear (CVE-2025-27817)",
                    "an https: address"));
        }
        return Optional.empty();
    }
}
