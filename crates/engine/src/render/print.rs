//! Copies the live statements of one module, rewrites them and prints them.

use std::path::PathBuf;

use oxc::{
    allocator::{Allocator, ArenaBox, ArenaVec, CloneIn, GetAllocator, TakeIn},
    ast::{CommentContent, ast::*, builder::AstBuilder},
    ast_visit::VisitMut,
    codegen::{Codegen, CodegenOptions, CodegenReturn, CommentOptions, LegalComment},
    mangler::{MangleOptions, MangleOptionsKeepNames},
    minifier::{CompressOptions, CompressOptionsUnused, Minifier, MinifierOptions},
    semantic::SymbolId,
    span::{SourceType, Span},
    str::CompactStr,
};
use rustc_hash::FxHashSet;

use pybundle_lower::{Printing, hide_dynamic_imports, restrict_printing};

use super::{
    rewrite::{Replacements, rewrite},
    single_use::place_functions,
};
use crate::{
    graph::{GraphModule, ModuleGraph},
    link::{Live, prune},
    mangle::PropertyNames,
    module::{ModuleFormat, ModuleId, StatementId},
    options::{Format, LegalComments, Options, SourceMapKind},
    scan::target::Target,
    sourcemap::{ModuleMap, Origin},
};

/// Printed code of a module, ready to be put into a chunk.
#[derive(Debug, Default)]
pub struct Printed {
    pub code: String,
    pub map: Option<ModuleMap>,
    /// Where `legal_comments` asks for them elsewhere.
    pub legal: Vec<String>,
}

/// What stands around the statements of a module.
#[derive(Debug, Default)]
pub struct Wrapper {
    /// Source of statements that stand before those of the module.
    pub prologue: String,
    /// And behind them.
    pub epilogue: String,
    /// The module becomes the body of a function, in `before` + function + `after`.
    pub function: Option<WrapperFunction>,
    /// The directives of the module are kept.
    pub directives: bool,
    /// `"use strict"` is added.
    pub strict: bool,
    /// The statements await: they stand in an `async` function, or, where the target has
    /// none, this function is called with them (see [`super::awaits`]).
    pub awaits: Option<CompactStr>,
    /// The statements stand at the top level of the chunk, and these of their bindings are
    /// mentioned elsewhere; the minifier may do as it likes with the others.
    pub top_level: Option<TopLevel>,
    /// Other statements of the module are printed elsewhere.
    pub is_part: bool,
}

/// What a module at the top level of a chunk has to do with other modules.
#[derive(Debug)]
pub struct TopLevel {
    pub gives: Vec<CompactStr>,
    /// Its functions may be called before it has run.
    pub in_cycle: bool,
    /// `var`s that nobody sees before they have their one value, by statement and name: for
    /// the minifier they are `const`, of which it knows more.
    pub settled: Vec<(StatementId, CompactStr)>,
    /// What others mention.
    pub given: FxHashSet<SymbolId>,
}

/// `var name = callee(function (parameters) { … }, arguments);`
#[derive(Debug)]
pub struct WrapperFunction {
    pub name: CompactStr,
    pub callee: CompactStr,
    pub parameters: Vec<&'static str>,
    /// Strings passed after the function.
    pub arguments: Vec<String>,
    /// A name passed last.
    pub main: Option<CompactStr>,
}

/// How modules are printed, the same for all of a build.
pub struct Printer<'o> {
    options: &'o Options,
    target: &'o Target,
    properties: &'o PropertyNames,
}

impl<'o> Printer<'o> {
    #[must_use]
    pub fn new(options: &'o Options, properties: &'o PropertyNames) -> Self {
        Self { options, target: options.syntax(), properties }
    }

    /// Prints the live statements of `id` with `replacements`, wrapped as asked.
    #[must_use]
    pub fn print(
        &self,
        graph: &ModuleGraph,
        id: ModuleId,
        live: &Live,
        replacements: &Replacements,
        wrapper: &Wrapper,
    ) -> Printed {
        let graph_module = &graph.modules[id];
        let module = &*graph_module.module;
        let top_level = wrapper.top_level.as_ref().filter(|_| self.options.minify);
        let settled = top_level.map_or(&[][..], |top_level| &top_level.settled);
        if self.options.once && !wrapper.is_part {
            // SAFETY: linking and splitting are done, and a whole module is printed once.
            let printed = unsafe {
                module.ast.consume(|owner, program| {
                    let body = program.body.take_in(&&owner.allocator);
                    let body = body.into_iter().enumerate();
                    let body = statements(body, live, settled, &owner.allocator);
                    let directives = program.directives.take_in(&&owner.allocator);
                    let source = Source {
                        span: program.span,
                        text: program.source_text,
                        comments: &program.comments,
                    };
                    self.program(
                        graph_module,
                        live,
                        &owner.allocator,
                        body,
                        directives,
                        &source,
                        replacements,
                        wrapper,
                    )
                })
            };
            if let Some(printed) = printed {
                return printed;
            }
        }
        let allocator = Allocator::default();
        let program = module.ast.program();
        let live_body = live.iter().map(|id| {
            (id.index(), program.body[id.index()].clone_in_with_semantic_ids(&allocator))
        });
        let body = statements(live_body, live, settled, &allocator);
        let directives = program.directives.clone_in_with_semantic_ids(&allocator);
        let source =
            Source { span: program.span, text: program.source_text, comments: &program.comments };
        self.program(
            graph_module,
            live,
            &allocator,
            body,
            directives,
            &source,
            replacements,
            wrapper,
        )
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one program")]
    fn program<'a>(
        &self,
        graph_module: &GraphModule,
        live: &Live,
        allocator: &'a Allocator,
        mut body: ArenaVec<'a, Statement<'a>>,
        all_directives: ArenaVec<'a, Directive<'a>>,
        source: &Source<'_, 'a>,
        replacements: &Replacements,
        wrapper: &Wrapper,
    ) -> Printed {
        let module = &*graph_module.module;
        let builder = AstBuilder::new(allocator);
        if module.facts.format == ModuleFormat::Json
            && self.options.tree_shaking
            && let Some(symbol) = module.facts.default_symbol
        {
            prune(&mut body, symbol, &live.keys);
        }
        let top_level = wrapper.top_level.as_ref().filter(|_| self.options.minify);
        if let Some(top_level) = top_level {
            let is_seen = |symbol| top_level.given.contains(&symbol);
            place_functions(&mut body, &module.scoping, is_seen, allocator);
        }
        rewrite(&mut body, module, replacements, allocator);
        if module.properties.as_ref().is_some_and(|properties| !properties.counts.is_empty()) {
            super::properties::rename(&mut body, &self.properties.names, allocator);
        }
        if !wrapper.prologue.is_empty() {
            let prologue = parse_statements(&wrapper.prologue, allocator);
            let rest = std::mem::replace(&mut body, prologue);
            body.extend(rest);
        }
        if !wrapper.epilogue.is_empty() {
            body.extend(parse_statements(&wrapper.epilogue, allocator));
        }
        let has_async = self.target.has_async();
        if let Some(run) = &wrapper.awaits
            && !has_async
        {
            body = super::awaits::body(body, run, &self.target.features, allocator);
        }
        let mut directives = ArenaVec::new_in(&allocator);
        if wrapper.directives {
            directives.extend(all_directives);
        }
        if wrapper.strict
            && !directives.iter().any(|directive: &Directive| directive.directive == "use strict")
        {
            let literal = StringLiteral::new(Span::default(), "use strict", None, &builder);
            directives.push(Directive::new(Span::default(), literal, "use strict", &builder));
        }
        let (directives, mut body) = match &wrapper.function {
            Some(function) => {
                let asynchronous = wrapper.awaits.is_some() && has_async;
                let statement = wrap(function, asynchronous, directives, body, &builder);
                (ArenaVec::new_in(&allocator), ArenaVec::from_array_in([statement], &allocator))
            }
            None => (directives, body),
        };
        let comments = self.comments(source.comments, allocator);
        let source_type = match top_level {
            Some(top_level) => {
                show_borders(top_level, &mut body, &builder);
                SourceType::mjs()
            }
            None => SourceType::script(),
        };
        let mut printed_program = Program::new(
            source.span,
            source_type,
            source.text,
            comments,
            None,
            directives,
            body,
            &builder,
        );
        if let Some(run) = &wrapper.awaits
            && self.target.features.generators
        {
            super::awaits::lower_functions(&mut printed_program, run, allocator);
        }
        let returned = self.generate(allocator, &mut printed_program, graph_module, top_level);
        // What follows a declaration needs nothing in between.
        let is_declaration = matches!(
            printed_program.body.last(),
            Some(Statement::FunctionDeclaration(_) | Statement::ClassDeclaration(_))
        );
        self.finish(graph_module, returned, is_declaration)
    }

    /// Only comments that are printed are worth sorting into place.
    fn comments<'a>(
        &self,
        comments: &[Comment],
        allocator: &'a Allocator,
    ) -> ArenaVec<'a, Comment> {
        let keep_legal = self.options.legal_comments != LegalComments::None;
        let kept = comments.iter().filter(|comment| {
            let legal = comment.is_legal();
            (keep_legal && legal)
                || (!self.options.minify
                    && matches!(
                        comment.content,
                        CommentContent::Pure | CommentContent::NoSideEffects
                    ))
        });
        ArenaVec::from_iter_in(kept.copied(), &allocator)
    }

    fn generate<'a>(
        &self,
        allocator: &'a Allocator,
        program: &mut Program<'a>,
        module: &GraphModule,
        top_level: Option<&TopLevel>,
    ) -> CodegenReturn<'a> {
        let legal = match self.options.legal_comments {
            LegalComments::Inline => LegalComment::Inline,
            LegalComments::Eof | LegalComments::External | LegalComments::Linked => {
                LegalComment::External
            }
            LegalComments::None => LegalComment::None,
        };
        let comments =
            CommentOptions { normal: false, jsdoc: false, annotation: !self.options.minify, legal };
        let facts = module.facts();
        let is_json = facts.format == ModuleFormat::Json && !facts.common_js.is_value;
        let source_map_path =
            (self.options.source_map != SourceMapKind::None && !is_json).then(PathBuf::new);
        let mut options = CodegenOptions { comments, source_map_path, ..CodegenOptions::default() };
        let mut codegen = Codegen::new();
        if self.options.minify {
            options.minify = true;
            let minified = Minifier::new(MinifierOptions {
                mangle: Some(MangleOptions {
                    top_level: Some(false),
                    keep_names: MangleOptionsKeepNames::default(),
                    ..MangleOptions::default()
                }),
                mangle_properties: None,
                compress: Some(CompressOptions {
                    target: self.target.minifier.clone(),
                    drop_debugger: self.options.drop_debugger,
                    unused: CompressOptionsUnused::Remove,
                    // Where it finds no end of small things, it stops; without a bound, a
                    // build for development takes that for a mistake.
                    max_iterations: Some(10),
                    ..CompressOptions::smallest()
                }),
            })
            .minify(allocator, program);
            if let Some(top_level) = top_level {
                hide_borders(program, top_level);
            }
            codegen = codegen
                .with_scoping(minified.scoping)
                .with_private_member_mappings(minified.class_private_mappings);
        }
        let printing = if self.options.minify { Printing::Minified } else { Printing::Plain };
        restrict_printing(program, allocator, &self.target.features, printing);
        if module.facts().uses.unknown_import
            && self.options.format != Format::Esm
            && self.target.features.arrow_functions
        {
            hide_dynamic_imports(program, allocator);
        }
        codegen.with_options(options).build(program)
    }

    fn finish(
        &self,
        module: &GraphModule,
        returned: CodegenReturn<'_>,
        is_declaration: bool,
    ) -> Printed {
        let source = module.module.ast.source();
        let legal = returned
            .legal_comments
            .iter()
            .map(|comment| comment.span.source_text(source).to_owned())
            .collect();
        let mut code = returned.code;
        // Minified statements of one module are followed by those of the next.
        if self.options.minify && !code.is_empty() && !code.ends_with([';', '}', '\n']) {
            code.push(';');
        }
        if self.options.minify && code.ends_with('}') && !is_declaration {
            code.push('\n');
        }
        let map = returned.map.map(|map| {
            let path = super::source_path(&module.name);
            let folder = module.name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let resolve = |source: &str| super::source_path(&join_path(folder, source));
            let incoming = module
                .incoming
                .as_deref()
                .map(|incoming| (incoming, &resolve as crate::sourcemap::Resolve<'_>));
            ModuleMap::new(&map, &code, Origin { path: &path, incoming })
        });
        Printed { code, map, legal }
    }
}

/// `a/b` + `../c` → `a/c`
fn join_path(folder: &str, relative: &str) -> String {
    if relative.contains("://") || relative.starts_with('/') {
        return relative.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Where a program comes from.
struct Source<'s, 'a> {
    span: Span,
    text: &'a str,
    comments: &'s [Comment],
}

/// The live ones of numbered statements, without what only says where names come from.
fn statements<'a>(
    numbered: impl Iterator<Item = (usize, Statement<'a>)>,
    live: &Live,
    settled: &[(StatementId, CompactStr)],
    allocator: &'a Allocator,
) -> ArenaVec<'a, Statement<'a>> {
    let settled: FxHashSet<StatementId> = settled.iter().map(|(id, _)| *id).collect();
    let mut kept = ArenaVec::with_capacity_in(live.statements.len(), &allocator);
    for (index, statement) in numbered {
        if !live.statements[StatementId::from_usize(index)] {
            continue;
        }
        let mut statement = match statement {
            Statement::ImportDeclaration(_)
            | Statement::ExportNamedDeclaration(_)
            | Statement::ExportFromDeclaration(_)
            | Statement::ExportAllDeclaration(_) => continue,
            Statement::ExportDeclaration(export) => Statement::from(export.unbox().declaration),
            statement => statement,
        };
        if let Statement::VariableDeclaration(declaration) = &mut statement
            && settled.contains(&StatementId::from_usize(index))
        {
            declaration.kind = VariableDeclarationKind::Const;
        }
        kept.push(statement);
    }
    kept
}

/// Tells the minifier by an `import` and an `export` what of a module others can see.
fn show_borders<'a>(
    top_level: &TopLevel,
    body: &mut ArenaVec<'a, Statement<'a>>,
    builder: &AstBuilder<'a>,
) {
    let allocator = builder.allocator();
    let mut text = String::new();
    if top_level.in_cycle {
        text.push_str("import \"\";");
    }
    if !top_level.gives.is_empty() {
        text.push_str("export {");
        for name in &top_level.gives {
            text.push_str(name);
            text.push(',');
        }
        text.push('}');
    }
    if !text.is_empty() {
        body.extend(parse_statements(&text, allocator));
    }
}

/// Takes away what [`show_borders`] added, and makes settled declarations what they were.
fn hide_borders(program: &mut Program<'_>, top_level: &TopLevel) {
    program.body.retain(|statement| {
        !matches!(statement, Statement::ImportDeclaration(_) | Statement::ExportNamedDeclaration(_))
    });
    let settled: FxHashSet<&str> =
        top_level.settled.iter().map(|(_, name)| name.as_str()).collect();
    if settled.is_empty() {
        return;
    }
    for statement in &mut program.body {
        if let Statement::VariableDeclaration(declaration) = statement
            && declaration.declarations.iter().all(|declarator| {
                matches!(&declarator.id, BindingPattern::BindingIdentifier(id)
                    if settled.contains(id.name.as_str()))
            })
        {
            declaration.kind = VariableDeclarationKind::Var;
        }
    }
    join_variables(&mut program.body);
}

/// `var a; var b;` → `var a, b;`
fn join_variables<'a>(body: &mut ArenaVec<'a, Statement<'a>>) {
    let mut last: Option<usize> = None;
    let mut kept = 0;
    for index in 0..body.len() {
        let is_var = matches!(&body[index], Statement::VariableDeclaration(declaration)
            if declaration.kind.is_var());
        if is_var && last.is_some_and(|last| last + 1 == kept) {
            let (before, from) = body.split_at_mut(index);
            if let (
                Statement::VariableDeclaration(into),
                Statement::VariableDeclaration(declaration),
            ) = (&mut before[kept - 1], &mut from[0])
            {
                into.declarations.append(&mut declaration.declarations);
            }
            continue;
        }
        body.swap(kept, index);
        last = is_var.then_some(kept);
        kept += 1;
    }
    body.truncate(kept);
}

fn parse_statements<'a>(text: &str, allocator: &'a Allocator) -> ArenaVec<'a, Statement<'a>> {
    let text = allocator.alloc_str(text);
    let mut body =
        oxc::parser::Parser::new(allocator, text, SourceType::mjs()).parse().program.body;
    // Its places are none of the module's.
    for statement in &mut body {
        ClearSpans.visit_statement(statement);
    }
    body
}

/// Takes the places out of a tree that the bundler wrote itself.
pub struct ClearSpans;

impl VisitMut<'_> for ClearSpans {
    fn visit_span(&mut self, span: &mut Span) {
        *span = Span::default();
    }
}

fn wrap<'a>(
    function: &WrapperFunction,
    asynchronous: bool,
    directives: ArenaVec<'a, Directive<'a>>,
    body: ArenaVec<'a, Statement<'a>>,
    builder: &AstBuilder<'a>,
) -> Statement<'a> {
    let allocator = builder.allocator();
    let text = |text: &str| -> &'a str { allocator.alloc_str(text) };
    let none = Span::default();
    let parameters = function.parameters.iter().map(|name| {
        let id = BindingIdentifier::new(none, text(name), builder);
        let pattern = BindingPattern::BindingIdentifier(ArenaBox::new_in(id, builder));
        FormalParameter::new(
            none,
            ArenaVec::new_in(&allocator),
            pattern,
            None,
            None,
            false,
            None,
            false,
            false,
            builder,
        )
    });
    let parameters = FormalParameters::boxed(
        none,
        FormalParameterKind::FormalParameter,
        ArenaVec::from_iter_in(parameters, &allocator),
        None,
        builder,
    );
    let body = FunctionBody::boxed(none, directives, body, builder);
    let value = Function::boxed(
        none,
        FunctionType::FunctionExpression,
        None,
        false,
        asynchronous,
        false,
        None,
        None,
        parameters,
        None,
        Some(body),
        builder,
    );
    let mut arguments = ArenaVec::new_in(&allocator);
    arguments.push(Argument::FunctionExpression(value));
    for argument in &function.arguments {
        arguments.push(Argument::from(Expression::new_string_literal(
            none,
            text(argument),
            None,
            builder,
        )));
    }
    if let Some(main) = &function.main {
        arguments.push(Argument::from(Expression::new_identifier(none, text(main), builder)));
    }
    let callee = Expression::new_identifier(none, text(&function.callee), builder);
    let call = Expression::new_call_expression(none, callee, None, arguments, false, builder);
    let id = BindingIdentifier::new(none, text(&function.name), builder);
    let pattern = BindingPattern::BindingIdentifier(ArenaBox::new_in(id, builder));
    let declarator = VariableDeclarator::new(none, pattern, None, Some(call), false, builder);
    Statement::from(Declaration::new_variable_declaration(
        none,
        VariableDeclarationKind::Var,
        ArenaVec::from_array_in([declarator], builder),
        false,
        builder,
    ))
}
