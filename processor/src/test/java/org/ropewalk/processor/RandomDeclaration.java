package org.ropewalk.processor;

import static org.ropewalk.processor.DeclarationWords.HIDDEN;
import static org.ropewalk.processor.DeclarationWords.LITERALS;
import static org.ropewalk.processor.DeclarationWords.MAYBE;
import static org.ropewalk.processor.DeclarationWords.METHODS;
import static org.ropewalk.processor.DeclarationWords.NAMES;
import static org.ropewalk.processor.DeclarationWords.PARTS;
import static org.ropewalk.processor.DeclarationWords.RESULTS;
import static org.ropewalk.processor.DeclarationWords.SEVERAL;
import static org.ropewalk.processor.DeclarationWords.VALUES;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random interface: mostly valid, often nearly valid, sometimes absurd. One seed always gives the
 * same text.
 */
final class RandomDeclaration {
    private final Random random;

    /** Draws what was added later, so that a seed keeps giving the rest of its text. */
    private final Random forms;

    private final StringBuilder text = new StringBuilder();

    /** Whether it tries to be valid. */
    private boolean tame;

    private RandomDeclaration(long seed) {
        random = new Random(seed);
        forms = new Random(~seed);
    }

    /** The text of an interface called {@code name}. */
    static String of(String name, long seed) {
        RandomDeclaration declaration = new RandomDeclaration(seed);
        switch (declaration.forms.nextInt(16)) {
            case 0 -> declaration.blocks(name);
            case 1 -> declaration.lines(name);
            case 2 -> {
                if (declaration.forms.nextBoolean()) {
                    declaration.members(name);
                } else {
                    declaration.protocol(name);
                }
            }
            case 3 ->
                    declaration.text.append(new RandomWords(name, declaration.forms).declaration());
            default -> declaration.protocol(name);
        }
        return declaration.text.toString();
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** One of {@code of}; of the first {@code valid} in a tame declaration. */
    private String one(int valid, String... of) {
        return of[random.nextInt(tame ? valid : of.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void protocol(String name) {
        tame = chance(75);
        boolean stateful = chance(35);
        text.append("@LineProtocol(caseSensitive = ").append(random.nextBoolean());
        boolean begins = stateful && chance(80);
        if (begins) {
            text.append(", initial = ").append(name).append(".First.class");
        }
        if (chance(10)) {
            text.append(", continued = \"-\"");
        }
        if (chance(20)) {
            text.append(", separator = Separator.ONE_SPACE");
        }
        if (chance(20)) {
            text.append(", terminator = Terminator.")
                    .append(one("LF", "CRLF_OR_LF", "LF_OR_CRLF", "CR", "NUL"));
        }
        if (chance(10)) {
            text.append(", replyTerminator = ")
                    .append(
                            one(
                                    "Terminator.CRLF",
                                    "{Terminator.CR, Terminator.CRLF}",
                                    "{\";\", Terminator.NUL}",
                                    "\"#\""));
        }
        if (chance(10)) {
            text.append(", controls = \"")
                    .append(one(2, "\\1\\2", "\\t\\177", "\\n", "x"))
                    .append('"');
        }
        if (chance(20)) {
            text.append(", order = Order.").append(one(1, "SERIAL", "PIPELINED", "TAGGED"));
        }
        text.append(")\n");
        if (chance(50)) {
            text.append("@Errors(unknown = @Reply(\"ERR {verb}\")");
            if (chance(50)) {
                text.append(", malformed = @Reply(\"BAD {'{message}'}\")");
            }
            if (chance(20)) {
                text.append(", failed = @Reply(value = \"FAILED {incident}\", close = true)");
            }
            if (chance(20)) {
                text.append(", usage = @Reply(Errors.SILENT)");
            }
            if (chance(20)) {
                text.append(", refusals = {\"-{*}\", \"NO\", \"BAD {code} {*}\"}");
            }
            text.append(")\n");
        }
        if (chance(20)) {
            text.append("@Limits(line = ")
                    .append(one(3, "100", "8192", "Limits.UNLIMITED", "0", "-1"));
            text.append(")\n");
        }
        text.append(forms.nextInt(25) == 0 ? "@Prompt(\"" + of("> ", "# ", "") + "\")\n" : "");
        text.append("interface ").append(name).append(' ');
        text.append(chance(5) ? one("extends lib.Named ", "extends lib.Lost ") : "");
        text.append("{\n");
        List<String> methods = new ArrayList<>();
        commands(methods, random.nextInt(stateful ? 3 : 6));
        if (chance(10)) {
            text.append("    default int helper() { return 1; }\n");
        }
        if (chance(10)) {
            text.append("    @Supplies String host();\n");
        }
        if (stateful) {
            if (!begins) {
                text.append("    @Command(\"ENTER\") @Reply(\"IN\") First enter();\n");
            }
            states(name, methods);
        }
        if (chance(25)) {
            pushes();
        }
        if (chance(8)) {
            overloads();
        }
        if (chance(10)) {
            hiding();
        }
        if (forms.nextInt(20) == 0) {
            overlapping();
        }
        if (chance(1)) {
            large();
        }
        text.append("}\n");
    }

    /** A protocol with texts, controls, widths, groups and lists anywhere in its lines. */
    private void lines(String name) {
        text.append("@LineProtocol(caseSensitive = ").append(forms.nextBoolean());
        text.append(", separator = Separator.")
                .append(List.of("SPACES", "BLANKS", "ONE_SPACE").get(forms.nextInt(3)))
                .append(")\ninterface ")
                .append(name)
                .append(" {\n")
                .append(RandomLine.TYPES);
        if (forms.nextBoolean()) {
            RandomLine line = new RandomLine("linear", forms, PARTS);
            text.append("    @Command(\"").append(line.text()).append("\") @Reply(\"OK\") ");
            text.append("void linear(").append(line.parameters()).append(");\n");
        } else {
            text.append(new RandomReply(1, forms, PARTS).declaration());
        }
        text.append("}\n");
    }

    /** A protocol with payloads, push messages and exceptions, with anything around its lines. */
    private void members(String name) {
        RandomSurroundings around = new RandomSurroundings(forms);
        List<RandomMember> members = new ArrayList<>();
        for (int i = forms.nextInt(2); i >= 0; i--) {
            members.add(new RandomMember(i, forms, PARTS, around));
        }
        text.append(around.annotations()).append("interface ").append(name).append(" {\n");
        text.append(around.member()).append(RandomLine.TYPES).append(RandomPayload.TYPES);
        text.append("    @Command(\"").append(around.blocks() ? "V: " : "");
        text.append("ping\") @Reply(\"pong!\") void ping();\n");
        members.forEach(member -> text.append(member.declaration()));
        text.append("@Push ").append(around.pushes()).append(" interface Events {\n");
        text.append("    @Reply(\"event\") void event();\n");
        members.forEach(member -> text.append(member.push()));
        text.append("}\n}\n");
    }

    /** A protocol whose messages are blocks of fields. */
    private void blocks(String name) {
        text.append("@LineProtocol(caseSensitive = ").append(forms.nextBoolean()).append(")\n");
        text.append("@Fields(fold = ").append(forms.nextBoolean()).append(")\n");
        text.append("@Envelope(command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\")\n");
        text.append("interface ").append(name).append(" {\n").append(RandomLine.TYPES);
        for (int i = forms.nextInt(3); i >= 0; i--) {
            text.append(new RandomBlock(i, forms).declaration());
        }
        text.append("}\n");
    }

    /** A reply in two lines at different times, and a command that interrupts it. */
    private void overlapping() {
        String result = of("Void", "Integer");
        text.append("    @Command(\"ovw {later}\") @Reply(value = \"")
                .append(of("OPEN", "OPEN {later}", "OPEN {'{later}'}"))
                .append(of("\"", "\"", "\"", "\", bare = true"))
                .append(", end = \"")
                .append(result.equals("Void") ? of("SHUT", "SHUT {later}") : "SHUT {}")
                .append(of("\")", "\", close = true)"))
                .append(of(" ", " @Limits(requestSeconds = Limits.UNLIMITED) "))
                .append("CompletionStage<")
                .append(result)
                .append("> ovw(String later)")
                .append(of("", " throws Refused"))
                .append(";\n");
        text.append("    @Command(value = \"")
                .append(of("ovx", "ovx now", "OVX"))
                .append("\", interrupts = ")
                .append(of("\"ovw\"", "\"ovw\"", "\"ovw\"", "\"nothing\"", "{}"))
                .append(of(") ", ") @Reply(\"CUT\") "))
                .append("void ovx();\n");
    }

    private String of(String... choices) {
        return choices[forms.nextInt(choices.length)];
    }

    /** Commands of one name, with a flag and without. */
    private void overloads() {
        text.append(
                "    @Command(\"ovf {k}[ q]\") @Reply(\"OK\") void ovl(String k, @NoReply boolean q);\n");
        text.append("    @Command(\"ovi {k}\") @Reply(\"{}\") int ovl(int k) throws Refused;\n");
        text.append("    @Command(\"ovm {k...}\") @Reply(\"OK\") void ovl(");
        text.append(one("List<String> k", "Set<Bytes> k", "Words k", "int[] k")).append(");\n");
        if (chance(20)) {
            text.append("    @Command(\"ovs {k}\") @Reply(\"OK\") void ovl(String k);\n");
        }
    }

    /** A nested type with the name of one that generated code uses, and that this text does not. */
    private void hiding() {
        String hidden = one(HIDDEN);
        if (!text.toString().matches("(?s).*\\b" + hidden + "\\b.*")) {
            text.append("    record ").append(hidden).append("(int number) {}\n");
            text.append("    @Command(\"hid {k}\") @Reply(\"HID {}\") ").append(hidden);
            text.append(" hid(").append(hidden).append(" k);\n");
        }
    }

    /** As much of something as can be generated, or one more. */
    private void large() {
        int more = random.nextInt(2);
        text.append("    @Command(\"big\") Big big();\n    enum Big { ");
        for (int i = 0; i < 500 + more; i++) {
            text.append("@Reply(\"B").append(i).append("\") B").append(i).append(", ");
        }
        text.append("}\n    @Command(\"wide");
        for (int i = 0; i < 499 + more; i++) {
            text.append(" w").append(i);
        }
        text.append("\") void wide();\n");
    }

    private void commands(List<String> methods, int count) {
        for (int i = count; i >= 0; i--) {
            String method = one(METHODS);
            if (!methods.contains(method)) {
                methods.add(method);
                command(method);
            }
        }
    }

    /** Two states that lead to each other, and perhaps one that is left after a line. */
    private void states(String name, List<String> methods) {
        boolean once = chance(50);
        for (String state : List.of("First", "Second")) {
            String other = state.equals("First") ? "Second" : "First";
            if (chance(20)) {
                text.append("@Errors(misplaced = @Reply(\"NOT NOW\"))\n");
            }
            text.append("interface ").append(state).append(" extends ").append(name);
            text.append(" {\n");
            if (chance(30)) {
                text.append("    @OnConnect @Reply(\"HELLO {}\") String hello").append(state);
                text.append("();\n");
            }
            text.append("    @Command(\"to").append(other).append("\") @Reply(\"GO\") ");
            text.append(one("%s", "%s", "Optional<%s>", "CompletionStage<%s>").formatted(other));
            text.append(" to").append(other).append("()").append(chance(30) ? " throws Gone" : "");
            text.append(";\n");
            if (once && chance(80)) {
                text.append("    @Command(\"once\") @Reply(\"MORE\") Third once").append(state);
                text.append("();\n");
            }
            if (chance(20)) {
                text.append("    @OnDisconnect void gone")
                        .append(state)
                        .append("(")
                        .append(one("", "Throwable reason"))
                        .append(");\n");
            }
            if (!tame && chance(10)) {
                text.append("    @OnError ").append(one("First", "Second", "void", "int"));
                text.append(" broken").append(state).append("();\n");
            }
            commands(methods, random.nextInt(3));
            text.append("}\n");
        }
        if (once) {
            text.append("@Once interface Third ").append(chance(15) ? "extends " + name : "");
            text.append(" {\n");
            if (chance(50)) {
                text.append(
                                "    @Command(\"\") @Reply(\"TAKEN {}\") int text(@Payload(Payload.Framing.")
                        .append(
                                one(
                                        1,
                                        "DOTTED",
                                        "COUNTED",
                                        "UNTIL",
                                        "UNTIL_CLOSE",
                                        "CHUNKED",
                                        "DELIMITED"))
                        .append(") ")
                        .append(one("Bytes", "byte[]", "List<String>"))
                        .append(" lines);\n");
                if (chance(40)) {
                    text.append("    @OnError First spoiled();\n");
                }
            } else {
                text.append(
                        "    @Command(\"{answer*}\") @Reply(\"SO {*}\") String respond(String answer);\n");
            }
            text.append("}\n");
        }
    }

    private void pushes() {
        text.append(chance(30) ? "@Push(slow = Push.Slow.DROP) " : "@Push ");
        text.append("interface Events {\n");
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> parameters = new ArrayList<>();
            StringBuilder line = new StringBuilder("E" + i);
            List<String> used = new ArrayList<>();
            for (int parts = random.nextInt(3); parts > 0; parts--) {
                part(line, parameters, used);
                if (!parameters.isEmpty()
                        && parameters.get(parameters.size() - 1).contains("...")) {
                    break;
                }
            }
            text.append("    @Reply(\"")
                    .append(line)
                    .append("\") void event")
                    .append(i)
                    .append('(');
            text.append(String.join(", ", parameters)).append(");\n");
        }
        text.append("}\n");
    }

    private void command(String method) {
        List<String> parameters = new ArrayList<>();
        List<String> used = new ArrayList<>();
        StringBuilder line =
                new StringBuilder(
                        tame ? method : one("GET", "SET", method, "x" + random.nextInt(4)));
        for (int i = random.nextInt(tame ? 4 : 5); i > 0; i--) {
            part(line, parameters, used);
            if (!parameters.isEmpty() && parameters.get(parameters.size() - 1).contains("...")) {
                break;
            }
            if (tame && (line.indexOf("...") >= 0 || line.indexOf("*") >= 0)) {
                // Words and the rest of a line stand last.
                break;
            }
        }
        if (!tame && chance(3)) {
            line.append(one("{", "}", "  x", "[", "{}", "{a b}", "\\\\n", "{'x'} y", " "));
        }
        if (!tame && chance(3)) {
            parameters.add(0, "int unused");
        }
        String result = one(25, RESULTS);
        boolean later = chance(15);
        String sent = "";
        if (later) {
            result = "CompletionStage<" + boxed(result) + ">";
        }
        if (chance(6)) {
            result = "void";
            later = false;
            String item = one("Pair", "String", "Data", "Shape", "State", "Slice", "Integer");
            parameters.add(0, "Replies<" + item + "> found");
            sent = "List<" + item + ">";
        }
        if (chance(8)) {
            text.append("    ").append(one("@Attempts", "@Junk(3)", "@Limits(line = 50)"));
            text.append('\n');
        }
        boolean last = chance(8);
        text.append("    @Command(").append(last ? "value = " : "");
        text.append('"').append(line).append('"').append(last ? ", last = true)" : ")");
        if (!parameters.isEmpty() && chance(8)) {
            parameters.set(0, "@Secret " + parameters.get(0));
        }
        reply(sent.isEmpty() ? result : sent, used);
        if (!tame && chance(4)) {
            text.append(" @NoReply");
        }
        text.append(' ').append(result).append(' ').append(method).append('(');
        text.append(String.join(", ", parameters)).append(')');
        if (chance(25)) {
            text.append(" throws ")
                    .append(
                            one(
                                    "Refused",
                                    "Gone",
                                    "Refused, Gone",
                                    "RuntimeException",
                                    "Refused, Worse, Refused",
                                    "Worse"));
        }
        text.append(";\n");
    }

    private static String boxed(String type) {
        return switch (type) {
            case "void" -> "Void";
            case "int" -> "Integer";
            case "boolean" -> "Boolean";
            case "double" -> "Double";
            case "long" -> "Long";
            case "char" -> "Character";
            default -> type;
        };
    }

    private String fresh(List<String> used) {
        String name = one(NAMES);
        while (used.contains(name)) {
            name = one(NAMES) + used.size();
        }
        used.add(name);
        return name;
    }

    private void part(StringBuilder line, List<String> parameters, List<String> used) {
        int which = random.nextInt(100);
        if (which < 45) {
            String name = fresh(used);
            line.append(" {").append(name).append('}');
            parameters.add((chance(10) ? "@Unsigned " : "") + one(20, VALUES) + " " + name);
        } else if (which < 52) {
            line.append(' ').append(one(LITERALS));
        } else if (which < 60) {
            String name = fresh(used);
            line.append(" {").append(name).append("...}");
            String several = one(8, SEVERAL);
            boolean last = chance(30) && several.endsWith("[]");
            parameters.add((last ? several.replace("[]", "...") : several) + " " + name);
        } else if (which < 66) {
            String name = fresh(used);
            line.append(" {").append(name).append("*}");
            parameters.add(one("String", "Bytes", "Slice", "int", "byte[]", "Port") + " " + name);
        } else if (which < 76) {
            String name = fresh(used);
            line.append("[ ").append(chance(30) ? one(LITERALS) + " " : "");
            line.append('{').append(name).append(chance(15) ? "...}]" : "}]");
            parameters.add(one(5, MAYBE) + " " + name);
        } else if (which < 84) {
            String name = fresh(used);
            line.append("[ ").append(name).append(']');
            parameters.add((chance(50) ? "@NoReply " : "") + "boolean " + name);
        } else if (which < 92) {
            String name = fresh(used);
            line.append(" {").append(name).append(".length}");
            parameters.add("@Payload " + one("Bytes", "byte[]", "Slice", "String") + " " + name);
        } else {
            String first = fresh(used);
            String second = fresh(used);
            line.append(' ').append(one("<", "", "a", "(")).append('{').append(first).append('}');
            line.append(one(":", "=", "..", ",", "")).append('{').append(second).append('}');
            line.append(one("", ">", ")"));
            parameters.add(one(20, VALUES) + " " + first);
            parameters.add(one(20, VALUES) + " " + second);
        }
    }

    private void reply(String result, List<String> used) {
        if (!tame && chance(8)) {
            return;
        }
        String echo =
                used.isEmpty() || chance(70) ? "" : " {" + one(used.toArray(String[]::new)) + "}";
        boolean several =
                result.contains("List<")
                        || result.contains("Set<")
                        || result.contains("[]")
                        || result.contains("Iterable");
        boolean structured =
                result.contains("Pair")
                        || result.contains("Shape")
                        || result.contains("Data")
                        || result.contains("State");
        String close = chance(8) ? ", close = true" : "";
        if (several && !result.contains("byte[]")) {
            String each = structured ? "" : one("each = \"{}\", ", "each = \"* {*}\", ", "");
            String end =
                    one(
                            "end = \"END" + echo + "\"",
                            "value = \"{items.size}\"",
                            "value = \"BEGIN {'{size} of them'}\", end = \".\"",
                            "absent = \"\"");
            text.append(" @Reply(").append(each).append(end).append(close).append(')');
        } else if (result.contains("Optional") || result.contains("oolean")) {
            String present =
                    structured ? "" : "value = \"" + one("IS {}", "{*}", "YES") + echo + "\", ";
            text.append(" @Reply(")
                    .append(present)
                    .append("absent = \"NONE\"")
                    .append(close)
                    .append(')');
        } else if (result.equals("void") || result.contains("Void")) {
            text.append(" @Reply(")
                    .append("value = \"OK")
                    .append(echo)
                    .append('"')
                    .append(close)
                    .append(')');
        } else if (!structured) {
            text.append(" @Reply(value = \"")
                    .append(one("{}", "= {*}", "{} ok", "OK"))
                    .append(echo);
            text.append('"').append(close).append(')');
        }
    }
}
