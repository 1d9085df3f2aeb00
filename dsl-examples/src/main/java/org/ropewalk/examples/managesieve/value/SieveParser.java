package org.ropewalk.examples.managesieve.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.managesieve.value.SieveCall.Argument;
import org.ropewalk.examples.managesieve.value.SieveToken.Kind;

/** Reads the commands of a script (RFC 5228 8.2). */
final class SieveParser {
    /** At least 15 blocks and lists of tests are to be allowed in each other (RFC 5228 2.10.5). */
    private static final int MAX_DEPTH = 32;

    private final SieveReader reader;
    private SieveToken next;
    private int depth;

    SieveParser(String script) throws SieveException {
        reader = new SieveReader(script);
        next = reader.next();
    }

    private SieveException error(String what) {
        return new SieveException(next.line(), what);
    }

    private SieveToken take() throws SieveException {
        SieveToken taken = next;
        next = reader.next();
        return taken;
    }

    private boolean takes(char symbol) throws SieveException {
        boolean there = next.is(symbol);
        if (there) {
            take();
        }
        return there;
    }

    private void expect(char symbol, String where) throws SieveException {
        if (!takes(symbol)) {
            throw error("there is no '" + symbol + "' " + where + ", but " + next.shown());
        }
    }

    private void enter() throws SieveException {
        if (++depth > MAX_DEPTH) {
            throw error("more than " + MAX_DEPTH + " levels of blocks and tests");
        }
    }

    /** All commands of the script. */
    List<SieveCall> script() throws SieveException {
        List<SieveCall> commands = new ArrayList<>();
        while (!next.is(Kind.END)) {
            commands.add(command());
        }
        return commands;
    }

    private SieveCall command() throws SieveException {
        SieveToken name = name("a command");
        List<Argument> arguments = arguments();
        List<SieveCall> tests = tests();
        if (!next.is('{')) {
            expect(';', "after " + name.text());
            return new SieveCall(name.text(), name.line(), arguments, tests, Optional.empty());
        }
        return new SieveCall(name.text(), name.line(), arguments, tests, Optional.of(block()));
    }

    private SieveToken name(String expected) throws SieveException {
        if (!next.is(Kind.IDENTIFIER)) {
            throw error(next.shown() + " where " + expected + " is due");
        }
        return take();
    }

    private List<SieveCall> block() throws SieveException {
        enter();
        int begin = next.line();
        take();
        List<SieveCall> commands = new ArrayList<>();
        while (!takes('}')) {
            if (next.is(Kind.END)) {
                throw new SieveException(begin, "a block without its '}'");
            }
            commands.add(command());
        }
        depth--;
        return commands;
    }

    private List<SieveCall> tests() throws SieveException {
        List<SieveCall> tests = new ArrayList<>();
        if (next.is(Kind.IDENTIFIER)) {
            tests.add(test());
        } else if (takes('(')) {
            do {
                tests.add(test());
            } while (takes(','));
            expect(')', "after a list of tests");
        }
        return tests;
    }

    private SieveCall test() throws SieveException {
        enter();
        SieveToken name = name("a test");
        List<Argument> arguments = arguments();
        List<SieveCall> tests = tests();
        depth--;
        return new SieveCall(name.text(), name.line(), arguments, tests, Optional.empty());
    }

    private List<Argument> arguments() throws SieveException {
        List<Argument> arguments = new ArrayList<>();
        while (true) {
            if (next.is(Kind.STRING)) {
                arguments.add(argument(Argument.Kind.STRING));
            } else if (next.is(Kind.NUMBER)) {
                arguments.add(argument(Argument.Kind.NUMBER));
            } else if (next.is(Kind.TAG)) {
                arguments.add(argument(Argument.Kind.TAG));
            } else if (next.is('[')) {
                arguments.add(strings());
            } else {
                return arguments;
            }
        }
    }

    private Argument argument(Argument.Kind kind) throws SieveException {
        SieveToken word = take();
        return new Argument(kind, List.of(word.text()), word.line());
    }

    private Argument strings() throws SieveException {
        int line = take().line();
        List<String> texts = new ArrayList<>();
        do {
            if (!next.is(Kind.STRING)) {
                throw error(next.shown() + " where a string is due");
            }
            texts.add(take().text());
        } while (takes(','));
        expect(']', "after a list of strings");
        return new Argument(Argument.Kind.LIST, texts, line);
    }
}
