package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The law for whole random protocols: commands, replies, push messages and exceptions, with
 * payloads, inside any envelope, with any line ends, in a stream or in datagrams. What one side
 * writes is read by the other as the same values, or it is refused when it is written. {@code
 * -Dropewalk.protocols=N} tries N protocols, {@code -Dropewalk.seed=S} others.
 */
class ProtocolLawTest {
    private static final int PROTOCOLS = Integer.getInteger("ropewalk.protocols", 8);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** From how many protocols on the share that compiles is about the same in each run. */
    private static final int ENOUGH = 8;

    /** Members of a protocol before the compiler refuses some. */
    private static final int MEMBERS = 16;

    /** Values that are written for each member. */
    private static final int CALLS = 30;

    private static final List<String> LITERALS =
            List.of("-", ",", ": ", "a", "\\t", "--", "-1", ".x", ";\\t", "(", ")", ":", ".");

    private static final String ERRORS =
            "@Errors(failed = @Reply(\"?!failed\"), unknown = @Reply(\"?!unknown\"), malformed = @Reply(\"?!malformed {message*}\"))\n"
                    + "@Limits(amplification = 1000, errors = 1000)\n";

    private static final String SHOWN =
            "static String shown(Object... values) { StringBuilder text = new StringBuilder(\"x\"); for (char c : Arrays.deepToString(values).toCharArray()) { text.append(Integer.toHexString(c)).append('_'); } return text.toString(); }\n";

    private final Map<String, String> broken = new TreeMap<>();
    private final Set<String> reports = new TreeSet<>();
    private int written;

    @Test
    void whatIsWrittenIsReadBackOrRefused() throws Exception {
        int compiled = 0;
        for (long seed = SEED; seed < SEED + PROTOCOLS; seed++) {
            Random random = new Random(seed);
            RandomSurroundings around = new RandomSurroundings(random);
            List<RandomMember> members = valid(around, random);
            if (!members.isEmpty()) {
                compiled++;
                try {
                    converse(seed, around, members, random);
                } catch (AssertionError | RuntimeException e) {
                    broken.put(seed + " " + around, e + "\n" + text(around, members));
                }
            }
        }
        assertThat(broken.entrySet()).isEmpty();
        assertThat(reports)
                .allMatch(
                        report ->
                                report.matches("\\[Ropewalk/(?!InternalError)[A-Za-z]+\\](?s).*"));
        if (PROTOCOLS >= ENOUGH) {
            assertThat(compiled).isGreaterThan(PROTOCOLS / 2);
            assertThat(written).isGreaterThan(PROTOCOLS * MEMBERS * CALLS / 20);
        }
    }

    private void converse(
            long seed, RandomSurroundings around, List<RandomMember> members, Random random)
            throws Exception {
        Served served = Served.compile(text(around, members) + handler(members));
        RandomValues values = new RandomValues(served, random);
        boolean pushes = members.stream().anyMatch(each -> !each.push().isEmpty());
        for (RandomMember member : members) {
            Spoken both = new Spoken(served, pushes, around.datagrams());
            for (int call = 0; call < CALLS; call++) {
                Object value = member.value(values, random);
                String wrong = both.wrong(member, value);
                if (wrong == null) {
                    both.close();
                    both = new Spoken(served, pushes, around.datagrams());
                    continue;
                }
                written++;
                if (!wrong.isEmpty()) {
                    broken.put(seed + " " + around + " " + member, wrong);
                    break;
                }
                if (member.last()) {
                    both.close();
                    both = new Spoken(served, pushes, around.datagrams());
                }
            }
            both.close();
        }
    }

    private static String text(RandomSurroundings around, List<RandomMember> members) {
        StringBuilder text =
                new StringBuilder(around.annotations())
                        .append(ERRORS)
                        .append("public interface X {\n")
                        .append(around.member())
                        .append(SHOWN)
                        .append(around.blocks() ? "@Command(\"V: ping\")" : "@Command(\"ping\")")
                        .append(" @Reply(\"pong!\") void ping();\n")
                        .append(RandomLine.TYPES)
                        .append(RandomPayload.TYPES);
        members.forEach(member -> text.append(member.declaration()));
        if (members.stream().anyMatch(each -> !each.push().isEmpty())) {
            text.append("@Push ").append(around.pushes()).append(" interface Events {\n");
            members.forEach(member -> text.append(member.push()));
            text.append("}\n");
        }
        return text.append("}\n").toString();
    }

    private static String handler(List<RandomMember> members) {
        StringBuilder text =
                new StringBuilder("final class Next { static Object value; private Next() {} }\n");
        text.append(
                "final class H implements X { private final Peer peer; H(Peer peer) { this.peer = peer; }\n");
        text.append("public void ping() { if (peer == null) { throw new AssertionError(); } }\n");
        members.forEach(member -> text.append(member.handler()));
        return text.append("}\n").toString();
    }

    /** Members that the compiler accepts; none if it refuses what stands around them. */
    private List<RandomMember> valid(RandomSurroundings around, Random random) {
        List<RandomMember> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new RandomMember(i, random, LITERALS, around));
        }
        while (!members.isEmpty()) {
            String text = Served.IMPORTS + text(around, members);
            List<String> lines = text.lines().toList();
            Set<RandomMember> refused = new HashSet<>();
            boolean bad = false;
            for (var error : Compiled.reported(text)) {
                reports.add(error.getMessage(Locale.ROOT));
                if (error.getSource() == null
                        || !error.getSource().getName().endsWith("p/X.java")) {
                    broken.put(around + " " + error, text);
                    return List.of();
                }
                String line = lines.get((int) error.getLineNumber() - 1) + "\n";
                members.stream()
                        .filter(each -> each.declaration().equals(line) || each.push().equals(line))
                        .forEach(refused::add);
                bad = true;
            }
            if (!bad) {
                return members;
            }
            if (refused.isEmpty()) {
                return List.of();
            }
            members.removeAll(refused);
        }
        return members;
    }
}
