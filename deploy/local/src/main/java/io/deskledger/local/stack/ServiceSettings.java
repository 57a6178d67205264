package io.deskledger.local.stack;

import io.deskledger.local.config.LauncherException;
import io.deskledger.runtime.settings.StartCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** Settings that the launcher hands on: what the services would refuse is told before anything is started. */
public final class ServiceSettings {

    private static final String CONFIGURATION = "application.yml";

    private ServiceSettings() {}

    /** What is wrong with them, of all services together. */
    public static List<String> mistakes(Path home, Map<String, String> environment) {
        SortedSet<String> mistakes = new TreeSet<>();
        for (Service service : Service.values()) {
            mistakes.addAll(
                    new StartCheck(configuration(service.jar(home))).mistakesOfValues(Environments.plain(environment)));
        }
        return List.copyOf(mistakes);
    }

    private static String configuration(Path jar) {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream content = file.getInputStream(file.getJarEntry(CONFIGURATION))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LauncherException(jar + " can't be read", e);
        }
    }
}
