package org.ropewalk.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.check.Rules;
import org.ropewalk.processor.check.placement.LoosePushRule;
import org.ropewalk.processor.emit.Emitters;
import org.ropewalk.processor.emit.code.Layout;
import org.ropewalk.processor.output.Outputs;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.read.ProtocolReader;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.Resolution;
import org.ropewalk.processor.read.source.Surroundings;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Names;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Checks each interface with {@code @LineProtocol}, and generates its server and its client. */
@AutoService(Processor.class)
public final class RopewalkProcessor extends AbstractProcessor {
    private static final String CLAIM = "ropewalk.claim";
    private static final String OUTPUTS = "ropewalk.outputs";
    private static final Set<String> OPTIONS = Set.of(CLAIM, OUTPUTS);

    /** The names of declarations that reach types which do not exist yet. */
    private final Set<String> deferred = new LinkedHashSet<>();

    /** The names of declarations that were deferred for members of types, which is done once. */
    private final Set<String> repeated = new HashSet<>();

    /** The names of the top-level types that are being compiled. */
    private final Set<String> sources = new HashSet<>();

    /** The protocols for which types were generated, by the begin of the types' names. */
    private final Map<String, String> generated = new HashMap<>();

    /** The outputs that are wanted. */
    private final Set<String> outputs = new TreeSet<>();

    /** Made by the compiler. */
    public RopewalkProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Annotations.PACKAGE + "*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return OPTIONS;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        for (String option : environment.getOptions().keySet()) {
            if (option.startsWith("ropewalk.") && !OPTIONS.contains(option)) {
                warn(Diagnostic.UNKNOWN_OPTION, option, OPTIONS);
            }
        }
        String wanted = environment.getOptions().get(OUTPUTS);
        for (String output : wanted == null ? new String[0] : wanted.split(",")) {
            String name = output.strip();
            if (Outputs.NAMES.contains(name)) {
                outputs.add(name);
            } else {
                warn(Diagnostic.UNKNOWN_OUTPUT, name, Outputs.NAMES);
            }
        }
    }

    private void warn(Diagnostic unknown, String name, Collection<String> known) {
        processingEnv
                .getMessager()
                .printMessage(
                        unknown.kind(),
                        unknown.message(name, Names.suggestion(name, new TreeSet<>(known))));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Elements elements = processingEnv.getElementUtils();
        round.getRootElements().forEach(root -> sources.add(root.toString()));
        Set<TypeElement> protocols = new LinkedHashSet<>();
        deferred.forEach(name -> protocols.add(elements.getTypeElement(name)));
        deferred.clear();
        TypeElement annotation = elements.getTypeElement(Annotations.PACKAGE + "LineProtocol");
        if (annotation != null) {
            round.getElementsAnnotatedWith(annotation)
                    .forEach(element -> protocols.add((TypeElement) element));
        }
        TypeElement push = elements.getTypeElement(Annotations.PACKAGE + "Push");
        if (push != null) {
            round.getElementsAnnotatedWith(push).forEach(type -> loosePush((TypeElement) type));
        }
        protocols.forEach(protocol -> generate(protocol, round.processingOver()));
        return Boolean.parseBoolean(processingEnv.getOptions().get(CLAIM));
    }

    private void loosePush(TypeElement type) {
        Reports reports = new Reports();
        LoosePushRule.check(type, reports);
        reports.print(processingEnv.getMessager(), type, sources);
    }

    /** Generates the types of a protocol, or defers it whole while a type of it does not exist. */
    private void generate(TypeElement protocol, boolean last) {
        Reports reports = new Reports();
        try {
            Resolution resolution = Resolution.of(protocol, processingEnv.getTypeUtils());
            if (resolution.missing().isEmpty()) {
                Declaration declaration =
                        new ProtocolReader(processingEnv, protocol, reports).read(resolution);
                Rules.check(declaration, reports);
                if (reports.hasErrors() && !last && mayChange(protocol, resolution)) {
                    deferred.add(protocol.getQualifiedName().toString());
                    return;
                }
                if (isFirst(protocol, declaration.model().generated(""), reports)) {
                    write(declaration, reports);
                }
            } else if (last) {
                resolution
                        .missing()
                        .forEach(
                                (name, place) -> reports.add(Diagnostic.MISSING_TYPE, place, name));
            } else {
                deferred.add(protocol.getQualifiedName().toString());
            }
        } catch (RuntimeException | IOException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            reports.add(
                    Diagnostic.INTERNAL_ERROR,
                    Place.of(protocol),
                    protocol.getSimpleName(),
                    "JDK " + Runtime.version() + ", " + trace);
        }
        reports.print(processingEnv.getMessager(), protocol, sources);
    }

    /** Whether a type may have members in the next round that it has not yet; asked once. */
    private boolean mayChange(TypeElement protocol, Resolution resolution) {
        return resolution.isIncomplete() && repeated.add(protocol.getQualifiedName().toString());
    }

    /** Whether no other protocol has types of these names; if one has, it is reported. */
    private boolean isFirst(TypeElement protocol, ClassName prefix, Reports reports) {
        String other =
                generated.putIfAbsent(
                        prefix.canonicalName(), protocol.getQualifiedName().toString());
        if (other != null) {
            reports.add(
                    Diagnostic.NAME_COLLISION,
                    Place.of(protocol),
                    prefix.simpleName() + "Client, of " + other + ",",
                    protocol.getSimpleName(),
                    "");
        }
        return other == null;
    }

    /**
     * Writes the types; beside an error only their outlines, so that the error is not followed by
     * others.
     */
    private void write(Declaration declaration, Reports reports) throws IOException {
        String packageName = declaration.model().type().packageName();
        List<TypeSpec> types =
                reports.has(Diagnostic.PRIVATE_PROTOCOL)
                        ? List.of()
                        : reports.hasErrors()
                                ? Emitters.outline(declaration.model())
                                : Emitters.emit(declaration.model());
        for (TypeSpec type : types) {
            JavaFile file =
                    JavaFile.builder(packageName, complete(type, declaration))
                            .skipJavaLangImports(true)
                            .indent("    ")
                            .build();
            String name = packageName.isEmpty() ? type.name() : packageName + "." + type.name();
            if (reports.hasErrors() && isTaken(name)) {
                continue;
            }
            try (Writer writer =
                    processingEnv
                            .getFiler()
                            .createSourceFile(name, declaration.element())
                            .openWriter()) {
                writer.write(Layout.of(file.toString()));
            }
        }
        if (!reports.hasErrors()) {
            Outputs.write(
                    declaration.model(), outputs, processingEnv.getFiler(), declaration.element());
        }
    }

    private boolean isTaken(String name) {
        return processingEnv.getElementUtils().getTypeElement(name) != null;
    }

    /** A type with what its declaration's surroundings ask for. */
    private static TypeSpec complete(TypeSpec type, Declaration declaration) {
        Surroundings around = declaration.surroundings();
        TypeSpec.Builder complete =
                type.toBuilder().alwaysQualify(around.hidden().toArray(String[]::new));
        if (!around.suppressed().isEmpty()) {
            AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
            around.suppressed().forEach(key -> suppress.addMember("value", "$S", key));
            complete.addAnnotation(suppress.build());
        }
        return complete.build();
    }
}
