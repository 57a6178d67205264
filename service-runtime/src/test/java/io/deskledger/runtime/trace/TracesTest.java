package io.deskledger.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.propagation.PropagatedContext;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to trace contexts where nothing is recorded. */
class TracesTest {

    private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Traces traces = Traces.unrecorded();

    @Test
    void aTraceThatIsGivenGoesOnUnchanged() {
        RequestTrace trace = traces.request("GET", GIVEN);

        assertThat(trace.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        try (PropagatedContext.Scope _ =
                PropagatedContext.getOrEmpty().plus(trace).propagate()) {
            assertThat(Traces.current()).isEqualTo(GIVEN);
        }
        assertThat(Traces.current()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "x",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-and-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0\n"
            })
    void whatIsNoneIsReplacedByANewOne(@Nullable String traceparent) {
        RequestTrace one = traces.request("GET", traceparent);
        RequestTrace other = traces.request("GET", traceparent);

        assertThat(one.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(other.traceId());
        try (PropagatedContext.Scope _ =
                PropagatedContext.getOrEmpty().plus(one).propagate()) {
            assertThat(Traces.current()).matches("00-" + one.traceId() + "-[0-9a-f]{16}-00");
        }
    }

    @Test
    void aMessageIsReadByItsLastHopElseByItsChange() {
        RecordHeaders headers = new RecordHeaders();
        assertThat(TraceParent.read(headers).isValid()).isFalse();
        headers.add("ce_traceparent", GIVEN.getBytes(StandardCharsets.UTF_8));
        assertThat(TraceParent.read(headers).getSpanId()).isEqualTo("b7ad6b7169203331");
        traces.publish("topic", GIVEN, headers).close();
        assertThat(headers.lastHeader("traceparent")).as("nothing is recorded").isNull();
        TraceParent.write(TraceParent.parse(GIVEN.replace("b7ad", "c8be")), headers);
        assertThat(TraceParent.read(headers).getSpanId()).isEqualTo("c8be6b7169203331");
    }
}
