package org.ropewalk.processor;

/** The types that every {@link RandomDeclaration} may name. */
final class DeclarationTypes {
    /** Interfaces from class files without names of parameters. */
    static final String LIBRARY =
            """
            package lib;
            import org.ropewalk.annotation.*;
            public interface Named {
                @Command("lib {k} {v...}") @Reply("{k} {}") int lib(@Name("k") String k, @Name("v") java.util.List<String> v);
            }
            """;

    static final String LOST =
            """
            package lib;
            import org.ropewalk.annotation.*;
            public interface Lost { @Command("lost {k}") @Reply("OK") void lost(String k); }
            """;

    /** Types that the interfaces of one file share. */
    static final String TYPES =
            """
            enum Color { RED, @Reply("dark-blue") BLUE }
            enum State { @Reply("100 ready") READY, @Reply("200 busy") BUSY }
            @Reply("<{a}={b}>") record Pair(String a, int b) {}
            sealed interface Shape permits Circle, Point {}
            @Reply("CIRCLE {radius}") record Circle(int radius) implements Shape {}
            @Reply("POINT") record Point() implements Shape {}
            @Reply("DATA {key} {data.length}") record Data(String key, @Payload Bytes data) {}
            record Wrapped(int number) {}
            final class Port {
                private final int number;
                private Port(int number) { this.number = number; }
                public static Port parse(String text) { return new Port(Integer.parseInt(text)); }
                @Override public String toString() { return String.valueOf(number); }
            }
            final class Checked {
                private final String text;
                private Checked(String text) { this.text = text; }
                public static Checked parse(String text) throws java.io.IOException {
                    if (text.isEmpty()) {
                        throw new java.io.IOException();
                    }
                    return new Checked(text);
                }
                @Override public String toString() { return text; }
            }
            abstract class Shade {
                Shade() {}
                public static Shade of(String text) {
                    return new Shade() {
                        @Override public String toString() { return text; }
                    };
                }
                @Override public abstract String toString();
            }
            @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
            @interface Marked {}
            @Reply("NO {code} {message*}") class Refused extends Exception {
                private static final long serialVersionUID = 1;
                private final int code;
                public Refused(int code, String message) { super(message); this.code = code; }
                public int code() { return code; }
            }
            @Reply("WORSE {code}") final class Worse extends Refused {
                private static final long serialVersionUID = 1;
                public Worse(int code) { super(code, ""); }
            }
            @Deprecated record Old(String text) {}
            @Deprecated(forRemoval = true) record Leaving(String text) {}
            final class Box<T> {
                public Box(String text) {}
                @Override public String toString() { return ""; }
            }
            @Reply("GONE") final class Gone extends Exception {
                private static final long serialVersionUID = 1;
                public Gone() {}
            }
            """;

    private DeclarationTypes() {}
}
