package dev.faultline.cluster.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes as fio reads them: 4k is 4,096 bytes, likewise m, g and t; a number alone is bytes. */
final class FioSize implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([kmgt]?)(i?b)?");

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'%s' is no size: expected such as 4096, 4k or 1m".formatted(text));
        }
        int power = matcher.group(2).isEmpty() ? 0 : 1 + "kmgt".indexOf(matcher.group(2));
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
        } catch (ArithmeticException e) {
            throw new TypeConversionException("'%s' is too large".formatted(text));
        }
    }
}
