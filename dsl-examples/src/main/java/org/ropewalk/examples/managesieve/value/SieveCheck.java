package org.ropewalk.examples.managesieve.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.examples.managesieve.value.SieveCall.Argument;
import org.ropewalk.examples.managesieve.value.SieveRule.Tag;
import org.ropewalk.examples.managesieve.value.SieveRule.Tests;
import org.ropewalk.examples.managesieve.value.SieveRule.Value;
import org.ropewalk.line.Bytes;

/** Checks one script: its words, its grammar, and what each command and test is given. */
public final class SieveCheck {
    private static final String REQUIRE = "require";

    private final Set<String> required = new HashSet<>();

    private SieveCheck() {}

    /** The extensions that a script may require. */
    public static List<String> extensions() {
        return SieveRules.EXTENSIONS;
    }

    /**
     * Checks a script.
     *
     * @throws SieveException if it is wrong; the message begins with the line
     */
    public static void check(Bytes script) throws SieveException {
        SieveCheck check = new SieveCheck();
        List<SieveCall> commands = new SieveParser(text(script)).script();
        boolean begun = false;
        for (SieveCall command : commands) {
            if (!command.name().equals(REQUIRE)) {
                begun = true;
            } else if (begun) {
                throw error(command, "require after another command");
            }
        }
        check.commands(commands, true);
    }

    private static String text(Bytes script) throws SieveException {
        ByteBuffer bytes = ByteBuffer.wrap(script.toByteArray());
        CharBuffer text = CharBuffer.allocate(script.length());
        CharsetDecoder decoder = UTF_8.newDecoder();
        if (decoder.decode(bytes, text, true).isError()) {
            throw new SieveException(line(text), "bytes that are not UTF-8");
        }
        int zero = text.flip().toString().indexOf('\0');
        if (zero >= 0) {
            text.position(zero);
            throw new SieveException(line(text), "a NUL");
        }
        return text.toString();
    }

    /** The line of a position. */
    private static int line(CharBuffer text) {
        return 1 + (int) text.flip().chars().filter(c -> c == '\n').count();
    }

    private static SieveException error(SieveCall call, String what) {
        return new SieveException(call.line(), what);
    }

    private void commands(List<SieveCall> commands, boolean outermost) throws SieveException {
        String before = "";
        for (SieveCall command : commands) {
            String name = command.name();
            boolean goesOn = name.equals("elsif") || name.equals("else");
            if (goesOn && !before.equals("if") && !before.equals("elsif")) {
                throw error(command, name + " without if");
            }
            if (name.equals(REQUIRE) && !outermost) {
                throw error(command, "require in a block");
            }
            command(command);
            before = name;
        }
    }

    private void command(SieveCall command) throws SieveException {
        SieveRule rule = rule(command, SieveRules.COMMANDS, "command");
        arguments(command, rule);
        if (rule.block() != command.block().isPresent()) {
            throw error(
                    command,
                    command.name() + (rule.block() ? " without a block" : " has no block"));
        }
        if (command.name().equals(REQUIRE)) {
            require(command);
        }
        if (command.block().isPresent()) {
            commands(command.block().get(), false);
        }
    }

    private static SieveRule rule(SieveCall call, Map<String, SieveRule> rules, String what)
            throws SieveException {
        SieveRule rule = rules.get(call.name());
        if (rule == null) {
            boolean test = SieveRules.TESTS.containsKey(call.name());
            boolean known = test || SieveRules.COMMANDS.containsKey(call.name());
            throw error(
                    call,
                    known
                            ? call.name() + " is no " + what
                            : "unknown " + what + " \"" + call.name() + "\"");
        }
        return rule;
    }

    private void require(SieveCall command) throws SieveException {
        for (String extension : command.arguments().get(0).texts()) {
            boolean comparator =
                    SieveRules.COMPARATORS.stream()
                            .anyMatch(name -> extension.equals("comparator-" + name));
            if (!comparator && !SieveRules.EXTENSIONS.contains(extension)) {
                throw error(command, "unknown extension \"" + extension + "\"");
            }
            required.add(extension);
        }
    }

    private void needs(String extension, String name, int line) throws SieveException {
        if (!extension.isEmpty() && !required.contains(extension)) {
            throw new SieveException(line, name + " without require \"" + extension + "\"");
        }
    }

    private void arguments(SieveCall call, SieveRule rule) throws SieveException {
        needs(rule.extension(), call.name(), call.line());
        int at = tags(call, rule);
        List<Argument> given = call.arguments();
        for (Value expected : rule.arguments()) {
            value(call, at++, expected, call.name());
        }
        if (at < given.size()) {
            Argument more = given.get(at);
            throw new SieveException(
                    more.line(),
                    more.kind() == Argument.Kind.TAG
                            ? "the tag :" + more.text() + " at the wrong place"
                            : "too many arguments for " + call.name());
        }
        tests(call, rule.tests());
    }

    private void tests(SieveCall call, Tests expected) throws SieveException {
        int given = call.tests().size();
        if (expected == Tests.NONE && given > 0) {
            boolean command = SieveRules.COMMANDS.containsKey(call.tests().get(0).name());
            throw error(
                    call,
                    command
                            ? "there is no ';' after " + call.name()
                            : call.name() + " has no tests");
        }
        if (expected == Tests.ONE && given != 1 || expected == Tests.SOME && given == 0) {
            throw error(
                    call,
                    call.name() + (given == 0 ? " without a test" : " with more than one test"));
        }
        for (SieveCall test : call.tests()) {
            arguments(test, rule(test, SieveRules.TESTS, "test"));
        }
    }

    /** Checks the tags; the place after them. */
    private int tags(SieveCall call, SieveRule rule) throws SieveException {
        Set<String> groups = new HashSet<>();
        List<Argument> given = call.arguments();
        int at = 0;
        while (at < given.size() && given.get(at).kind() == Argument.Kind.TAG) {
            Argument written = given.get(at++);
            String name = ":" + written.text();
            Optional<Tag> tag = rule.tag(written.text());
            if (tag.isEmpty()) {
                throw new SieveException(
                        written.line(), "unknown tag " + name + " of " + call.name());
            }
            needs(tag.get().extension(), name, written.line());
            if (!groups.add(tag.get().group())) {
                throw new SieveException(
                        written.line(), name + " with another tag of its kind, or twice");
            }
            if (tag.get().value().isPresent()) {
                value(call, at, tag.get().value().get(), name);
                if (tag.get().name().equals(SieveRules.COMPARATOR)) {
                    comparator(given.get(at));
                }
                at++;
            }
        }
        if (call.name().equals("size") && !groups.contains(SieveRules.LIMIT)) {
            throw error(call, "size without :over and :under");
        }
        return at;
    }

    private void comparator(Argument name) throws SieveException {
        if (!SieveRules.COMPARATORS.contains(name.text())) {
            String extension = "comparator-" + name.text();
            if (!SieveRules.EXTENSIONS.contains(extension)) {
                throw new SieveException(name.line(), "unknown comparator \"" + name.text() + "\"");
            }
            needs(extension, "comparator \"" + name.text() + "\"", name.line());
        }
    }

    private static void value(SieveCall call, int at, Value expected, String of)
            throws SieveException {
        boolean missing = at >= call.arguments().size();
        if (missing || !expected.allows(call.arguments().get(at).kind())) {
            throw new SieveException(
                    missing ? call.line() : call.arguments().get(at).line(),
                    of + " needs " + expected.shown());
        }
    }
}
