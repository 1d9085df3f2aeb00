package org.ropewalk.examples.irc.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.line.Bytes;

/** What a node writes, the others read. */
class NodeTextTest {
    private static final Bytes ANY = Bytes.of(new byte[] {' ', ':', '+', 1, (byte) 0xE9, -1});
    private static final NodeTopic TOPIC = new NodeTopic(ANY, "ann\u00e9", 1_700_000_000);
    private static final NodeStamp STAMP = new NodeStamp(1_700_000_000_000L, "node 1");

    private static NodeUser user(boolean invisible, Optional<Bytes> away) {
        return new NodeUser("n.1", "ann\u00e9", "~a", "::1", ANY, 17, invisible, away);
    }

    private static NodeModes modes(String changes, String... arguments) {
        return new NodeModes("#c", 5, STAMP, Modes.parse(changes), List.of(arguments));
    }

    private static List<Bytes> written(Consumer<NodeLines> lines) {
        List<Bytes> messages = new ArrayList<>();
        NodeText text = new NodeText("node 1", messages::add);
        lines.accept(text);
        text.send();
        return messages;
    }

    /** The name and the arguments of each call. */
    private static List<String> calls(Consumer<NodeLines> source) {
        List<String> calls = new ArrayList<>();
        Object lines =
                Proxy.newProxyInstance(
                        NodeLines.class.getClassLoader(),
                        new Class<?>[] {NodeLines.class},
                        (proxy, method, arguments) -> {
                            calls.add(method.getName() + Arrays.toString(arguments));
                            return null;
                        });
        source.accept((NodeLines) lines);
        return calls;
    }

    private static void all(NodeLines lines) {
        lines.hello();
        lines.burst();
        lines.user(user(true, Optional.empty()));
        lines.user(user(false, Optional.of(Bytes.empty())));
        lines.user(user(false, Optional.of(ANY)));
        lines.nick("n.1", "bob");
        lines.quit("n.1", Bytes.empty());
        lines.join(new NodeMember("n.1", "#c", 5, new NodeFlag(true, STAMP), NodeFlag.NONE));
        lines.member(new NodeMember("n.1", "#\u00e9", 5, NodeFlag.NONE, new NodeFlag(true, STAMP)));
        lines.part("n.1", "#c");
        lines.topic("#c", 5, TOPIC);
        lines.topic("#c", 5, new NodeTopic(Bytes.empty(), "", 0));
        lines.mode(modes("+kl-b", "", "5", "*!*@*"));
        lines.mode(modes("-i+m"));
        lines.channel("#c", 5, TOPIC);
        lines.modes(modes("+"));
        lines.modes(modes("+ntk", "key"));
        lines.ban("#c", new Mask("*!*@*"), "ann", 6, STAMP);
        lines.end();
    }

    @Test
    void whatIsWrittenIsRead() {
        NodeMessage message = NodeMessage.parse(written(NodeTextTest::all).get(0));

        assertEquals("node 1", message.node());
        assertEquals(
                calls(NodeTextTest::all), calls(lines -> message.forEach(lines, Long.MAX_VALUE)));
    }

    @Test
    void aMessageWithoutLinesHasTheNameOfItsNode() {
        NodeMessage message = NodeMessage.parse(written(lines -> {}).get(0));

        assertEquals("node 1", message.node());
        assertTrue(message.lines().isEmpty());
    }

    @Test
    void manyLinesAreSeveralMessages() {
        List<Bytes> messages =
                written(
                        lines -> {
                            for (int i = 0; i < 10_000; i++) {
                                lines.nick("n." + i, "bob");
                            }
                        });

        assertTrue(messages.size() > 1);
        assertTrue(messages.stream().allMatch(message -> message.length() < 61_000));
        assertEquals(
                10_000,
                messages.stream().mapToInt(it -> NodeMessage.parse(it).lines().size()).sum());
    }

    @Test
    void whatNoNodeWritesIsRefused() {
        for (String line : List.of("", "NICK", "NICK\0n.1", "OTHER", "BAN\0#c\0m\0a\0five")) {
            NodeMessage message = NodeMessage.parse(Bytes.of("n\n" + line));
            assertThrows(
                    RuntimeException.class,
                    () -> calls(lines -> message.forEach(lines, Long.MAX_VALUE)),
                    () -> "accepted: " + line);
        }
    }

    private static void changes(NodeLines lines, long millis) {
        NodeStamp stamp = new NodeStamp(millis, "n");
        NodeFlag flag = new NodeFlag(true, stamp);
        NodeTopic topic = new NodeTopic(ANY, "ann", millis / 1_000);
        lines.join(new NodeMember("n.1", "#c", 5, flag, NodeFlag.NONE));
        lines.member(new NodeMember("n.1", "#c", 5, NodeFlag.NONE, flag));
        lines.topic("#c", 5, topic);
        lines.channel("#c", 5, topic);
        lines.mode(new NodeModes("#c", 5, stamp, Modes.parse("+n"), List.of()));
        lines.modes(new NodeModes("#c", 5, stamp, Modes.parse("+n"), List.of()));
        lines.ban("#c", new Mask("*!*@*"), "ann", 6, stamp);
    }

    @Test
    void changesThatAreTooLateAreRefusedAndCounted() {
        NodeMessage message =
                NodeMessage.parse(
                        written(
                                        lines -> {
                                            changes(lines, 61_000);
                                            changes(lines, Long.MAX_VALUE);
                                            changes(lines, 60_000);
                                            lines.part("n.1", "#c");
                                        })
                                .get(0));
        int[] refused = new int[1];

        List<String> calls = calls(lines -> refused[0] = message.forEach(lines, 60_999));

        assertEquals(
                calls(
                        lines -> {
                            changes(lines, 60_000);
                            lines.part("n.1", "#c");
                        }),
                calls);
        assertEquals(14, refused[0]);
    }
}
