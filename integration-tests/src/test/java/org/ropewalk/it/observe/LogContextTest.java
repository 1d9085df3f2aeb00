package org.ropewalk.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.observe.LogContext;
import org.ropewalk.testing.StringTransport;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** The keys that a log's lines have while a handler runs. */
class LogContextTest {
    private final List<Map<String, String>> seen = new ArrayList<>();
    private MDCAdapter before;

    /** Notes the keys when it is called. */
    private final Jobber handler =
            new Jobber() {
                @Override
                public String get(String name) throws Missing {
                    note();
                    return super.get(name);
                }

                @Override
                public void pause(String name) {
                    note();
                }
            };

    private void note() {
        Map<String, String> now = MDC.getCopyOfContextMap();
        seen.add(now == null ? Map.of() : new TreeMap<>(now));
    }

    private static MDCAdapter swap(MDCAdapter by) throws ReflectiveOperationException {
        Field field = MDC.class.getDeclaredField("MDC_ADAPTER");
        field.setAccessible(true);
        MDCAdapter old = (MDCAdapter) field.get(null);
        field.set(null, by);
        return old;
    }

    @BeforeEach
    void keep() throws ReflectiveOperationException {
        before = swap(new BasicMDCAdapter());
    }

    @AfterEach
    void restore() throws ReflectiveOperationException {
        swap(before);
    }

    private static Map<String, String> expected(String command) {
        return new TreeMap<>(
                Map.of("protocol", "Jobs", "connection", "1", "peer", peer(), "command", command));
    }

    private static String peer() {
        return String.valueOf(new StringTransport().getPeer());
    }

    private StringTransport connect() {
        JobsFactory factory = new JobsFactory(peer -> handler);
        factory.observe(new LogContext());
        factory.blocking(
                task -> {
                    try {
                        CompletableFuture.runAsync(task).join();
                    } catch (CompletionException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return new StringTransport().connect(factory);
    }

    @Test
    void a_handler_has_the_keys_and_they_are_removed_after_it() {
        connect().deliver("GET a\r\nGET bad\r\n");
        note();

        assertThat(seen).containsExactly(expected("get"), expected("get"), Map.of());
    }

    @Test
    void a_handler_that_may_block_has_them_on_its_thread() {
        connect().deliver("WAIT a\r\n");
        CompletableFuture.runAsync(this::note).join();
        note();

        assertThat(seen).containsExactly(expected("pause"), Map.of(), Map.of());
    }

    @Test
    void what_the_program_had_set_is_there_again() {
        MDC.put("command", "mine");
        connect().deliver("GET a\r\n");
        note();

        assertThat(seen).containsExactly(expected("get"), Map.of("command", "mine"));
    }
}
