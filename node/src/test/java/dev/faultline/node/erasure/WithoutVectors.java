package dev.faultline.node.erasure;

/** Encodes the stripe that {@link MissingVectorModuleTest} expects, in a JVM of its own. */
final class WithoutVectors {
    private WithoutVectors() {}

    public static void main(String[] arguments) {
        ErasureCode code = ErasureCode.of("6+2/local 2");
        TestStripe stripe = TestStripe.encoded(code, 40, 77);
        System.out.println(code.kernel().name() + " " + MissingVectorModuleTest.hex(stripe.strips));
    }
}
