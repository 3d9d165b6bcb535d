package io.upsurge.app;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Release implements IVersionProvider {

    /** Version of this release. */
    static String version() {
        String version = Release.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "upsurge " + version(),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch")
        };
    }
}
