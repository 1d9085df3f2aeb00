package org.ropewalk.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.check.Rules;
import org.ropewalk.processor.emit.Emitters;
import org.ropewalk.processor.read.Annotations;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.read.ProtocolReader;
import org.ropewalk.processor.read.UnresolvedTypeException;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Names;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Checks each interface with {@code @LineProtocol}, and lays its server and its client. */
@AutoService(Processor.class)
public final class RopewalkProcessor extends AbstractProcessor {
    private static final String CLAIM = "ropewalk.claim";

    /** Declarations by name whose types were not all there yet, and the type that was missed. */
    private final Map<String, String> deferred = new LinkedHashMap<>();

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
        return Set.of(CLAIM);
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        for (String option : environment.getOptions().keySet()) {
            if (option.startsWith("ropewalk.") && !option.equals(CLAIM)) {
                Diagnostic unknown = Diagnostic.UNKNOWN_OPTION;
                environment
                        .getMessager()
                        .printMessage(
                                unknown.kind(),
                                unknown.message(option, Names.suggestion(option, Set.of(CLAIM))));
            }
        }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Map<String, String> again = new LinkedHashMap<>(deferred);
        deferred.clear();
        again.keySet()
                .forEach(
                        name ->
                                lay(
                                        processingEnv.getElementUtils().getTypeElement(name),
                                        round.processingOver()));
        TypeElement protocol =
                processingEnv
                        .getElementUtils()
                        .getTypeElement(Annotations.PACKAGE + "LineProtocol");
        if (protocol != null) {
            for (Element element : round.getElementsAnnotatedWith(protocol)) {
                lay((TypeElement) element, round.processingOver());
            }
        }
        return Boolean.parseBoolean(processingEnv.getOptions().get(CLAIM));
    }

    private void lay(TypeElement protocol, boolean last) {
        Reports reports = new Reports();
        try {
            Declaration declaration = new ProtocolReader(processingEnv, reports).read(protocol);
            Rules.check(declaration, reports);
            write(declaration, reports);
        } catch (UnresolvedTypeException e) {
            if (last) {
                reports.add(Diagnostic.MISSING_TYPE, Place.of(protocol), e.getMessage());
            } else {
                deferred.put(protocol.getQualifiedName().toString(), e.getMessage());
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
        reports.print(processingEnv.getMessager(), protocol);
    }

    /**
     * Writes the types; beside an error only their outlines, so that the error is not followed by
     * others.
     */
    private void write(Declaration declaration, Reports reports) throws IOException {
        String packageName = declaration.model().type().packageName();
        List<TypeSpec> types =
                reports.hasErrors()
                        ? Emitters.outline(declaration.model())
                        : Emitters.emit(declaration.model());
        for (TypeSpec type : types) {
            JavaFile.builder(
                            packageName,
                            type.toBuilder().addOriginatingElement(declaration.element()).build())
                    .skipJavaLangImports(true)
                    .indent("    ")
                    .build()
                    .writeTo(processingEnv.getFiler());
        }
    }
}
