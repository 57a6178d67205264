package io.deskledger.runtime.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of log lines, in each process. */
class LogFormatTest {

    /** What is no file: the three services configure their logs in code. */
    private static final String SERVICES = "services";

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    private File folder = new File("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                SERVICES,
                "deploy/local/src/main/resources/logback.xml",
                "deploy/local/src/main/resources/logback-launcher.xml"
            })
    void aLineIsOneObjectWhereThatIsAskedFor(String configuration) throws JoranException, IOException {
        String line = line(configuration, "json");

        assertThat(line).endsWith("\n");
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode object = new ObjectMapper().readTree(line);
        assertThat(object.path("level").asText()).isEqualTo("ERROR");
        assertThat(object.path("timestamp").asLong()).isPositive();
        assertThat(object.path("loggerName").asText()).isEqualTo("io.deskledger.test");
        assertThat(object.path("formattedMessage").asText()).isEqualTo("ticket 7\nsays \"no\"");
        assertThat(object.at("/mdc/request_id").asText()).isEqualTo("r-1");
        assertThat(object.at("/mdc/trace_id").asText()).isEqualTo(TRACE);
        assertThat(object.at("/throwable/message").asText()).isEqualTo("broken");
        assertThat(object.has("arguments"))
                .as("what may be a secret is in no field of its own")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SERVICES,
                "deploy/local/src/main/resources/logback.xml",
                "deploy/local/src/main/resources/logback-launcher.xml"
            })
    void otherwiseItIsForPeople(String configuration) throws JoranException {
        assertThat(line(configuration, null))
                .containsPattern("(?m)^\\d{4}-\\d\\d-\\d\\dT\\S+Z ERROR \\[")
                .contains("ticket 7");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"null, INFO", "DEBUG, DEBUG", "'', INFO", "nonsense, INFO"},
            nullValues = "null")
    void servicesLogFromTheLevelOnThatIsAskedFor(@Nullable String asked, String level) throws JoranException {
        LoggerContext context = new LoggerContext();
        if (asked != null) {
            context.putProperty("DESKLEDGER_LOG_LEVEL", asked);
        }
        configure(context, SERVICES);

        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).hasToString(level);
        assertThat(context.getLogger("org.apache.kafka").getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void aFileThatIsNamedIsObeyedInstead() {
        LoggerContext context = new LoggerContext();
        System.setProperty("logback.configurationFile", "own.xml");
        try {
            assertThat(new ServiceLogging().configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        } finally {
            System.clearProperty("logback.configurationFile");
        }
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }

    private String line(String configuration, @Nullable String format) throws JoranException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("deskledger.log", new File(folder, "launcher.log").toString());
        if (format != null) {
            context.putProperty("DESKLEDGER_LOG_FORMAT", format);
        }
        configure(context, configuration);
        // With a warning, logback would begin each start with a page about itself.
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .allSatisfy(status ->
                        assertThat(status.getLevel()).as(status.getMessage()).isLessThan(Status.WARN));
        try {
            List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
            context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appenders::add);
            assertThat(appenders).hasSize(1);
            var appender = (OutputStreamAppender<ILoggingEvent>) appenders.getFirst();
            return new String(appender.getEncoder().encode(event(context)), StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }

    private static void configure(LoggerContext context, String configuration) throws JoranException {
        if (configuration.equals(SERVICES)) {
            ServiceLogging services = new ServiceLogging();
            services.setContext(context);
            assertThat(services.configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
            return;
        }
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("..").resolve(configuration).toFile());
    }

    private static LoggingEvent event(LoggerContext context) {
        Logger logger = context.getLogger("io.deskledger.test");
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                logger,
                Level.ERROR,
                "ticket {}\nsays \"no\"",
                new IllegalStateException("broken"),
                new Object[] {7});
        event.setMDCPropertyMap(Map.of("request_id", "r-1", "trace_id", TRACE));
        return event;
    }
}
