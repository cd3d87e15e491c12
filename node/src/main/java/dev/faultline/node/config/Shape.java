package dev.faultline.node.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the class of a record says about the mapping it is bound from. Cached with the class. */
final class Shape {

    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> type) {
                    return new Shape(type);
                }
            };

    /** By key, in declared order. */
    final Map<String, Part> parts = new LinkedHashMap<>();

    final Constructor<?> constructor;

    private Shape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] raw = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            Part part = Part.of(components[i], i);
            parts.put(part.key, part);
            raw[i] = components[i].getType();
        }
        try {
            constructor = type.getDeclaredConstructor(raw);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record without canonical constructor: " + type, e);
        }
    }

    static Shape of(Class<?> record) {
        return SHAPES.get(record);
    }

    /** The only part, of a record that is written as its value alone. */
    Part onlyPart() {
        return parts.values().iterator().next();
    }

    /** One component. */
    record Part(
            int index,
            String key,
            Type type,
            boolean nullable,
            @Nullable String fallback,
            @Nullable String doc,
            @Nullable String min,
            @Nullable String max,
            boolean positive) {

        boolean required() {
            return !nullable && fallback == null;
        }

        private static Part of(RecordComponent component, int index) {
            Key key = component.getAnnotation(Key.class);
            Doc doc = component.getAnnotation(Doc.class);
            Default fallback = component.getAnnotation(Default.class);
            Min min = component.getAnnotation(Min.class);
            Max max = component.getAnnotation(Max.class);
            boolean nullable =
                    Arrays.stream(component.getAnnotatedType().getAnnotations())
                            .anyMatch(a -> a.annotationType() == Nullable.class);
            return new Part(
                    index,
                    key == null ? Spelling.kebab(component.getName()) : key.value(),
                    component.getGenericType(),
                    nullable,
                    fallback == null ? null : fallback.value(),
                    doc == null ? null : doc.value(),
                    min == null ? null : min.value(),
                    max == null ? null : max.value(),
                    component.isAnnotationPresent(Positive.class));
        }
    }
}
