package org.ropewalk.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.tools.JavaFileObject;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Factory;
import org.ropewalk.testing.StringTransport;

/**
 * A protocol {@code p.X} and a handler {@code p.H}, compiled without a warning and served to a test
 * that plays the peer.
 */
final class Served {
    static final String IMPORTS =
            "package p;\n"
                    + "import java.math.*;\n"
                    + "import java.util.*;\n"
                    + "import java.util.concurrent.*;\n"
                    + "import org.ropewalk.annotation.*;\n"
                    + "import org.ropewalk.batch.*; "
                    + "import org.ropewalk.line.*;\n"
                    + "import org.ropewalk.server.*;\n";

    private final ClassLoader loader;

    private Served(ClassLoader loader) {
        this.loader = loader;
    }

    /** Compiles {@code text}, which declares {@code X} and {@code H}. */
    static Served compile(String text) {
        return compile(List.of(JavaFileObjects.forSourceString("p.X", IMPORTS + text)));
    }

    /** Compiles protocols and their handlers. */
    static Served compile(List<JavaFileObject> sources) {
        Compilation compilation =
                Compiler.javac()
                        .withProcessors(new RopewalkProcessor())
                        .withOptions(
                                "-parameters",
                                "-Xlint:all,-processing,-missing-explicit-ctor,-serial",
                                "-Werror")
                        .compile(sources);
        if (compilation.status() != Compilation.Status.SUCCESS) {
            throw new AssertionError(compilation.diagnostics().toString());
        }
        return new Served(new Classes(compilation.generatedFiles()));
    }

    /** A class of the declaration. */
    Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass("p." + name);
    }

    /** The factory for connections that new handlers serve. */
    Factory factory() {
        return factory(limits -> limits);
    }

    /** The factory with other bounds. */
    Factory factory(Function<LineLimits, LineLimits> change) {
        return factory("X", "H", change);
    }

    /** The factory of one of several protocols. */
    Factory factory(String protocol, String name, Function<LineLimits, LineLimits> change) {
        try {
            Class<?> handler = loader.loadClass("p." + name);
            return factory(
                    protocol,
                    change,
                    peer -> {
                        try {
                            var made = handler.getDeclaredConstructors()[0];
                            made.setAccessible(true);
                            return made.getParameterCount() == 0
                                    ? made.newInstance()
                                    : made.newInstance(peer);
                        } catch (ReflectiveOperationException e) {
                            throw new AssertionError(e);
                        }
                    });
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** The factory of a protocol whose methods all return nothing, and do nothing. */
    Factory factoryOfNothing(String protocol) {
        try {
            Class<?> declared = loader.loadClass("p." + protocol);
            return factory(
                    protocol,
                    limits -> limits,
                    peer ->
                            Proxy.newProxyInstance(
                                    loader,
                                    new Class<?>[] {declared},
                                    (proxy, method, arguments) -> null));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private Factory factory(
            String protocol,
            Function<LineLimits, LineLimits> change,
            Function<Object, Object> handlers) {
        try {
            var constructor =
                    loader.loadClass("p." + protocol + "Factory")
                            .getDeclaredConstructor(Function.class);
            constructor.setAccessible(true);
            Factory factory = (Factory) constructor.newInstance(handlers);
            ((org.ropewalk.server.CommandFactory<?>) factory).limits(change::apply);
            return factory;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What a new connection answers to lines; both sides' line ends are shown as LF. */
    String answers(String lines) {
        StringTransport transport = connect();
        transport.deliver(lines.replace("\n", "\r\n"));
        transport.runTurns();
        return transport.text().replace("\r\n", "\n");
    }

    /** A connection on which nothing was said yet. */
    StringTransport connect() {
        return connect(factory());
    }

    /** A connection that {@code factory} serves. */
    static StringTransport connect(Factory factory) {
        return new StringTransport().connect(factory);
    }

    /** What is answered to {@code input}. */
    String answer(String input) {
        StringTransport transport = connect();
        transport.deliver(input);
        return transport.text();
    }

    /** Classes from memory. */
    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> classes = new HashMap<>();

        Classes(List<JavaFileObject> files) {
            super(Served.class.getClassLoader());
            for (JavaFileObject file : files) {
                if (file.getKind() == JavaFileObject.Kind.CLASS) {
                    String path = file.getName().replaceFirst("^/?CLASS_OUTPUT/", "");
                    try (InputStream in = file.openInputStream()) {
                        classes.put(
                                path.substring(0, path.length() - ".class".length())
                                        .replace('/', '.'),
                                in.readAllBytes());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
