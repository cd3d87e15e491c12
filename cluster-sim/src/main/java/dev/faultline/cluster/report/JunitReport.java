package dev.faultline.cluster.report;

import dev.faultline.cluster.result.RunResult;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Expectations as JUnit test cases, for build servers: a suite for each scenario. */
public final class JunitReport {

    private JunitReport() {}

    /** The XML document. */
    public static String text(List<RunResult> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (RunResult result : results) {
                suite(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, RunResult result) throws XMLStreamException {
        long failures = result.expectations().stream().filter(e -> !e.holds()).count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(result.scenario()));
        xml.writeAttribute("tests", Integer.toString(result.expectations().size()));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", result.wallSeconds()));
        for (RunResult.Expectation expectation : result.expectations()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", clean(result.scenario()));
            xml.writeAttribute("name", clean(expectation.text()));
            if (!expectation.holds()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", clean("actual: " + expectation.actual()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML has no way to write control characters. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n]]|[\\uD800-\\uDFFF\\uFFFE\\uFFFF]", "?");
    }
}
