package io.upsurge.app;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Release implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Release.class.getPackage().getImplementationVersion();
        return new String[] {
            "upsurge " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch")
        };
    }
}
