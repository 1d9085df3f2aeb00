package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ropewalk.processor.model.CommandModel;

/**
 * The private methods of one generated class that may consist of the same code: each code is
 * generated once. A method has its name when all are known: until then code refers to a {@link
 * Shared} method by its placeholder.
 */
public final class SharedMethods {
    private static final String PREFIX = "shared$";
    private static final Pattern PLACEHOLDER = Pattern.compile(Pattern.quote(PREFIX) + "\\d+");

    private final MethodNames names;
    private final Map<String, Shared> byPlaceholder = new LinkedHashMap<>();
    private final Map<String, Shared> byCode = new LinkedHashMap<>();

    /** Shared methods of a class whose names are {@code names}. */
    public SharedMethods(MethodNames names) {
        this.names = names;
    }

    /** A method; as text it is its name. */
    public static final class Shared {
        private final String placeholder;
        private final List<String> wanted;
        private final String common;
        private final Set<CodeBlock> lines = new LinkedHashSet<>();
        private MethodSpec method;
        private String code;
        private boolean single = true;
        private boolean declared;
        private String name;

        /** The method that consists of the same code, if there is one. */
        private Shared same;

        private Shared(String placeholder, List<String> wanted, String common) {
            this.placeholder = placeholder;
            this.wanted = wanted;
            this.common = common;
        }

        @Override
        public String toString() {
            if (same != null) {
                return same.toString();
            }
            return name == null ? placeholder : name;
        }

        private void replaceBy(Shared other) {
            same = other;
            other.lines.addAll(lines);
            other.single &= single && other.wanted.get(0).equals(wanted.get(0));
        }

        private MethodSpec named() {
            MethodSpec.Builder named = renamed(method, name).toBuilder();
            lines.forEach(line -> named.addJavadoc("$L\n", line));
            return named.build();
        }

        /** A change of the name makes a builder forget the type that is returned. */
        private static MethodSpec renamed(MethodSpec method, String name) {
            return method.toBuilder().setName(name).returns(method.returnType()).build();
        }
    }

    /** What a command is called in the names of its methods. */
    public String nameOf(CommandModel command) {
        return names.of(command);
    }

    /**
     * The method, or the one that consists of the same code.
     *
     * @param method without a comment; whatever its name
     * @param own its name if no other consists of the same code
     * @param common its name if others do, and no other method has it
     * @param lines its comment; that of a common method has those of all
     */
    public Shared add(MethodSpec method, String own, String common, List<CodeBlock> lines) {
        return add(method, List.of(own, own), common, lines);
    }

    /** As the other; {@code wanted} are two names, the second if the first is taken. */
    public Shared add(
            MethodSpec method, List<String> wanted, String common, List<CodeBlock> lines) {
        Shared shared = reserve(wanted, common);
        define(shared, method, lines);
        return shared.same == null ? shared : shared.same;
    }

    /**
     * A method whose code is not known yet.
     *
     * @param wanted two names, the second if the first is taken
     * @param common its name if others consist of the same code, and no other method has it
     */
    public Shared reserve(List<String> wanted, String common) {
        Shared shared = new Shared(PREFIX + byPlaceholder.size(), wanted, common);
        byPlaceholder.put(shared.placeholder, shared);
        return shared;
    }

    /** The code of a method; whatever the name of {@code method}. */
    public void define(Shared shared, MethodSpec method, List<CodeBlock> lines) {
        shared.code = Shared.renamed(method, "shared").toString();
        shared.method = Shared.renamed(method, shared.placeholder);
        shared.lines.addAll(lines);
        Shared known = byCode.putIfAbsent(shared.code, shared);
        if (known != null) {
            shared.replaceBy(known);
        }
    }

    /** Adds the method to a type, at its first use. */
    public void declare(Shared shared, TypeSpec.Builder type) {
        if (!shared.declared && shared.same == null) {
            shared.declared = true;
            type.addMethod(shared.method);
        }
    }

    /** The methods of a type, with the names of those that are shared. */
    public List<MethodSpec> named(List<MethodSpec> methods) {
        boolean changed = true;
        while (changed) {
            changed = findEqual();
        }
        for (Shared shared : byPlaceholder.values()) {
            if (shared.same == null && shared.name == null) {
                shared.name =
                        shared.single
                                ? names.unique(shared.wanted.get(0), shared.wanted.get(1))
                                : names.unique(shared.common, shared.wanted.get(0));
            }
        }
        List<MethodSpec> named = new ArrayList<>();
        for (MethodSpec method : methods) {
            Shared shared = byPlaceholder.get(method.name());
            if (shared == null) {
                named.add(method);
            } else if (shared.same == null) {
                named.add(shared.named());
            }
        }
        return named;
    }

    /** Finds methods that are equal because those are that they call; false if there are none. */
    private boolean findEqual() {
        boolean found = false;
        Map<String, Shared> again = new LinkedHashMap<>();
        for (Shared shared : byPlaceholder.values()) {
            if (shared.same == null) {
                Shared known = again.putIfAbsent(resolved(shared.code), shared);
                if (known != null) {
                    shared.replaceBy(known);
                    found = true;
                }
            }
        }
        return found;
    }

    private String resolved(String code) {
        return code.contains(PREFIX) ? PLACEHOLDER.matcher(code).replaceAll(this::current) : code;
    }

    private String current(MatchResult placeholder) {
        Shared shared = byPlaceholder.get(placeholder.group());
        return (shared == null ? placeholder.group() : shared.toString()).replace("$", "\\$");
    }
}
