//! Typed expressions and their operators.

mod aggregate;
mod aggregates;
mod arithmetic;
mod array;
mod bound;
mod call;
mod case;
mod cast;
mod collected;
mod column;
mod compare;
mod condition;
mod core;
mod declared;
mod fragment;
mod frame;
mod function;
mod json;
mod kind;
mod list;
mod logic;
mod moment;
mod null;
mod operators;
mod order;
mod pattern;
mod ranking;
mod text;
mod window;

pub(crate) use self::core::operand as assigned;
pub use self::core::{Env, Expr, ExprIn, GroupCondition, Operand, RowCondition, SameType, Truth};
pub use aggregate::{
    Aggregate, AggregateFunction, Count, CountAll, Distinction, Every, Once, avg, count, count_all,
    max, min, sum,
};
pub use aggregates::{
    AggregateOrder, FilteredAggregate, Joined, Statistic, Verdict, every, some, stddev, stddev_pop,
    string_agg, variance, variance_pop,
};
pub use arithmetic::{Arithmetic, Concat};
pub use array::{AnyElement, ArrayCompare, ArrayLength, ArrayOperators};
pub use bound::{Bound, value};
pub use call::{
    Arguments, ArgumentsIn, Available, Call, Everywhere, NeedsArrays, NeedsJsonContains,
    NeedsRegex, One, Three, Two,
};
pub use case::{Case, CaseElse, case};
pub use cast::{Cast, CastTo};
pub use collected::{Collectable, Collected, ListOn, OrderOn, array_agg, json_agg};
pub use column::{Assignable, Assignment, Column, Generated, MayBeNull, Plain, Role, Tenant};
pub use compare::{Between, Compare};
pub use condition::{Condition, ConditionEnv, all_of, any_of};
pub(crate) use declared::refused_name;
pub use declared::{
    Declaration, Declared, DeclaredOn, ReadableAt, ReadsNoTable, ReadsTables, check_declaration,
};
pub use fragment::{Fragment, FragmentPart};
pub use frame::{
    Between as FrameBetween, CurrentRow, Following, Frame, FrameOn, Preceding, RangeBound,
    Special as SpecialFrame, UnboundedFollowing, UnboundedPreceding, Until, Whole, current_row,
    following, preceding, unbounded_following, unbounded_preceding,
};
pub use function::{Coalesce, RandomUuid, coalesce, now, random_uuid};
pub use json::{JsonAt, JsonDocument, JsonOperators, JsonPath, JsonValue, Step};
pub use kind::{BeforeWindows, Constant, Kind, Mix, PerGroup, PerRow, RowKind, Windowed};
pub use list::{InList, InSubquery};
pub use logic::{Logic, Not, not};
pub use moment::{Calendar, Clock, Elapsed, IntoSpan, Moment, Shift, Shifted};
pub use null::{Distinct, IsNull, OptionalOperand};
pub use operators::Operators;
pub use order::{Direction, NullsOrder, Order, OrderBy, Orders};
pub use pattern::{Like, Pattern, escape_like};
pub use ranking::{
    EndValue, NthValue, Offset, OffsetOr, Ranking, cume_dist, dense_rank, first_value, lag,
    last_value, lead, nth_value, ntile, percent_rank, rank, row_number,
};
pub use text::TextFunctions;
pub use window::{
    Nothing, OrderedBy, Over, PartitionedBy, Window, WindowFunction, WindowFunctionIn, WindowTerms,
    WindowTermsIn, window,
};
