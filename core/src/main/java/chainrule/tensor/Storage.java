package chainrule.tensor;

/// The array behind a tensor.
@SuppressWarnings(
        "ArrayRecordComponent") // a storage is compared by the contents of its array(), in Tensor
sealed interface Storage {
    Kind kind();

    Object array();

    int length();

    double get(int position);

    Storage copy();

    default String text(int position) {
        return Numbers.text(get(position));
    }

    record Doubles(double[] array) implements Storage {
        @Override
        public Kind kind() {
            return Kind.REAL;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public Storage copy() {
            return new Doubles(array.clone());
        }

        @Override
        public double get(int position) {
            return array[position];
        }
    }

    record Floats(float[] array) implements Storage {
        @Override
        public Kind kind() {
            return Kind.REAL;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public Storage copy() {
            return new Floats(array.clone());
        }

        @Override
        public double get(int position) {
            return array[position];
        }

        @Override
        public String text(int position) {
            return Numbers.text(Double.parseDouble(Float.toString(array[position])));
        }
    }

    record Indices(int[] array) implements Storage {
        @Override
        public Kind kind() {
            return Kind.INDEX;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public Storage copy() {
            return new Indices(array.clone());
        }

        @Override
        public double get(int position) {
            return array[position];
        }
    }

    record Bools(boolean[] array) implements Storage {
        @Override
        public Kind kind() {
            return Kind.BOOL;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public Storage copy() {
            return new Bools(array.clone());
        }

        @Override
        public double get(int position) {
            return array[position] ? 1 : 0;
        }

        @Override
        public String text(int position) {
            return Boolean.toString(array[position]);
        }
    }
}
