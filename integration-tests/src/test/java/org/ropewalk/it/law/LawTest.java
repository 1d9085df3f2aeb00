package org.ropewalk.it.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/**
 * The law of the language: what is written is read back as the same value, or it is refused when it
 * is written, before a byte of it is sent. Holds for commands and for replies, for each kind of
 * value, each separator and each carrier, with controls and without.
 */
class LawTest {
    private static final int ROUNDS = 60;
    private static final String[] TEXTS = {
        "a",
        " ",
        "  ",
        ":",
        ",",
        ".",
        "..",
        "=",
        "/",
        "<",
        ">",
        "-",
        "0",
        "END",
        "\u00e9",
        "\u20ac",
        "\ud83d\ude00",
        "+",
        "\"",
        "\\",
        "{",
        "}",
        "#",
        "*",
        "b",
        "\u0001",
        "\t",
        "\u007f",
        "\r",
        "\n",
        "\0"
    };

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Random random = new Random(Long.getLong("ropewalk.seed", 7));
    private final Map<String, Supplier<Object>> kinds = new LinkedHashMap<>();

    /** What the handler was called with last. */
    private Object heard;

    private int accepted;
    private int refused;

    LawTest() {
        kinds.put("int32", () -> (int) number());
        kinds.put("int64", this::number);
        kinds.put("unsigned64", this::number);
        kinds.put("big", this::big);
        kinds.put("decimal", () -> new BigDecimal(big(), random.nextInt(40) - 20));
        kinds.put("float64", this::floating);
        kinds.put("float32", () -> (float) floating());
        kinds.put("character", () -> text().concat("x").charAt(0));
        kinds.put("word", this::text);
        kinds.put("bytes", () -> Bytes.of(text()));
        kinds.put("glued", () -> text().replace(">", ""));
        kinds.put("free", this::text);
        kinds.put("freeBytes", () -> Bytes.of(text()));
        kinds.put("many", this::texts);
        kinds.put("list", this::texts);
        kinds.put("maybe", () -> Optional.of(text()).filter(text -> random.nextBoolean()));
        kinds.put("named", this::names);
        kinds.put("pair", () -> new LawCommands.Pair((int) number(), text()));
        kinds.put("data", () -> Bytes.of(text() + "\r\n\0\u0001" + text()));
        kinds.put("lines", this::texts);
        kinds.put("text", this::texts);
        kinds.put("items", this::texts);
    }

    // ---- values

    private long number() {
        long near = random.nextInt(3) - 1;
        return switch (random.nextInt(4)) {
            case 0 -> BigInteger.TEN.pow(random.nextInt(20)).longValue() + near;
            case 1 -> -BigInteger.TEN.pow(random.nextInt(20)).longValue() + near;
            case 2 -> (1L << random.nextInt(64)) + near;
            default -> random.nextLong();
        };
    }

    private BigInteger big() {
        BigInteger value =
                random.nextInt(8) == 0
                        ? BigInteger.TEN.pow(990 + random.nextInt(20))
                        : new BigInteger(random.nextInt(200), random);
        return random.nextBoolean() ? value : value.negate();
    }

    private double floating() {
        double[] edges = {
            0.0,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Float.MAX_VALUE,
            1e-7,
            0.1,
            Double.POSITIVE_INFINITY,
            Float.MIN_VALUE
        };
        return random.nextBoolean()
                ? edges[random.nextInt(edges.length)]
                : Double.longBitsToDouble(random.nextLong());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.put(text(), text());
        }
        return names;
    }

    private static boolean same(Object left, Object right) {
        return left instanceof BigDecimal decimal
                ? decimal.compareTo((BigDecimal) right) == 0
                : left.equals(right);
    }

    // ---- both sides

    @AfterEach
    void close() {
        reactor.close();
    }

    /** A handler that keeps what it is called with, and returns it. */
    private <H> H handler(Class<H> type) {
        InvocationHandler echo =
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("hashCode") ? 1 : (Object) false;
                    }
                    heard = arguments[0];
                    return method.getReturnType() == void.class ? null : arguments[0];
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, echo));
    }

    private <C> void holds(Factory factory, Supplier<CompletableFuture<Connection<C>>> opening) {
        reactor.listen("tcp:4000", factory);
        kinds.forEach(
                (kind, values) -> {
                    Connection<C> connection = null;
                    for (int round = 0; round < ROUNDS; round++) {
                        if (connection == null || !connection.isOpen()) {
                            connection = open(opening);
                        }
                        holds(kind, values.get(), connection.commands());
                    }
                });
        assertThat(accepted).as("values that were sent").isGreaterThan(400);
        assertThat(refused).as("values that were refused").isGreaterThan(100);
    }

    private <C> Connection<C> open(Supplier<CompletableFuture<Connection<C>>> opening) {
        CompletableFuture<Connection<C>> opened = opening.get();
        network.run();
        return opened.join();
    }

    private void holds(String kind, Object value, Object commands) {
        heard = null;
        CompletableFuture<?> call = call(kind, value, commands);
        network.run();
        assertThat(call).as("%s of <%s> is answered", kind, value).isDone();
        try {
            Object result = call.join();
            assertThat(same(value, heard))
                    .as("%s <%s> is heard as <%s>", kind, value, heard)
                    .isTrue();
            if (result != null) {
                assertThat(same(value, result))
                        .as("%s <%s> comes back as <%s>", kind, value, result)
                        .isTrue();
            }
            accepted++;
        } catch (CompletionException e) {
            refusal(kind, value, e.getCause());
            refused++;
        }
    }

    private void refusal(String kind, Object value, Throwable why) {
        if (why instanceof IllegalArgumentException) {
            assertThat(heard).as("%s <%s> is refused whole", kind, value).isNull();
        } else if (heard == null || !String.valueOf(why.getMessage()).contains("-FAILED")) {
            fail("%s <%s> was written and not read: %s", kind, value, why);
        }
    }

    private static CompletableFuture<?> call(String kind, Object value, Object commands) {
        Method method =
                Arrays.stream(commands.getClass().getDeclaredMethods())
                        .filter(each -> each.getName().equals(kind))
                        .findFirst()
                        .orElseThrow();
        method.setAccessible(true);
        try {
            return (CompletableFuture<?>) method.invoke(commands, value);
        } catch (InvocationTargetException e) {
            return CompletableFuture.failedFuture(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the law

    @Test
    void whatIsWrittenBetweenRunsOfBlanksIsReadBackOrRefused() {
        holds(
                new LawCommands_SpacesFactory(peer -> handler(LawCommands.Spaces.class)),
                () -> LawCommands_SpacesClient.open(reactor, "tcp:127.0.0.1:4000"));
    }

    @Test
    void whatIsWrittenBetweenSingleBlanksIsReadBackOrRefused() {
        holds(
                new LawCommands_OneSpaceFactory(peer -> handler(LawCommands.OneSpace.class)),
                () -> LawCommands_OneSpaceClient.open(reactor, "tcp:127.0.0.1:4000"));
    }

    @Test
    void whatIsWrittenBetweenBlanksAndTabsIsReadBackOrRefused() {
        holds(
                new LawCommands_BlanksFactory(peer -> handler(LawCommands.Blanks.class)),
                () -> LawCommands_BlanksClient.open(reactor, "tcp:127.0.0.1:4000"));
    }

    @Test
    void F25_whatIsWrittenWithControlsIsReadBackOrRefused() {
        holds(
                new LawCommands_ControlsFactory(peer -> handler(LawCommands.Controls.class)),
                () -> LawCommands_ControlsClient.open(reactor, "tcp:127.0.0.1:4000"));
    }

    @Test
    void F25_whatIsWrittenWithControlsBetweenBlanksAndTabsIsReadBackOrRefused() {
        holds(
                new LawCommands_TabsFactory(peer -> handler(LawCommands.Tabs.class)),
                () -> LawCommands_TabsClient.open(reactor, "tcp:127.0.0.1:4000"));
    }

    @Test
    void F26_whatIsWrittenAsBytesIsReadBackOrRefused() {
        holds(
                new LawCommands_LatinFactory(peer -> handler(LawCommands.Latin.class)),
                () -> LawCommands_LatinClient.open(reactor, "tcp:127.0.0.1:4000"));
    }

    @Test
    void whatIsWrittenBeforeAColonIsReadBackOrRefused() {
        holds(
                new LawCommands_TrailingFactory(peer -> handler(LawCommands.Trailing.class)),
                () -> LawCommands_TrailingClient.open(reactor, "tcp:127.0.0.1:4000"));
    }
}
